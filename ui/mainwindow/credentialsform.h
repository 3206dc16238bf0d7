#pragma once

#include "ui/mainwindow/attachinput.h"

#include <QList>
#include <QWidget>

class QFormLayout;
class QLineEdit;

namespace stanscope {

/// User, token, credentials and TLS files of a NATS connection. Secrets are typed blind and kept
/// nowhere; paths of files are no secrets.
class CredentialsForm : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialsForm(QWidget* parent = nullptr);

    void readInto(AttachInput& input) const;
    void show(const ConnectionOptions& connection);
    using QWidget::show;
    bool isBlank() const;
    QLineEdit* field(AttachMistake::Field field) const;

signals:
    void edited();

private:
    QLineEdit* addText(QFormLayout* form, const QString& label, const QString& name, bool secret);
    QLineEdit* addFile(QFormLayout* form, const QString& label, const QString& name,
                       const QString& what);

    QLineEdit* m_user;
    QLineEdit* m_password;
    QLineEdit* m_token;
    QLineEdit* m_creds;
    QLineEdit* m_nkey;
    QLineEdit* m_tlsCa;
    QLineEdit* m_tlsCert;
    QLineEdit* m_tlsKey;
};

} // namespace stanscope
