#include "ui/mainwindow/credentialsform.h"

#include "ui/panels/panelkit.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

CredentialsForm::CredentialsForm(QWidget* parent)
    : QWidget(parent)
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    m_user = addText(form, tr("&User"), u"attachUser"_s, false);
    m_password = addText(form, tr("&Password"), u"attachPassword"_s, true);
    m_token = addText(form, tr("&Token"), u"attachToken"_s, true);
    m_creds = addFile(form, tr("Cr&edentials file"), u"attachCreds"_s,
                      tr("Credentials file with JWT and seed"));
    m_nkey = addFile(form, tr("&Nkey file"), u"attachNkey"_s, tr("File with the nkey's seed"));
    m_tlsCa = addFile(form, tr("TLS C&A"), u"attachTlsCa"_s,
                      tr("PEM file with the authorities to trust"));
    m_tlsCert = addFile(form, tr("TLS certi&ficate"), u"attachTlsCert"_s,
                        tr("PEM file with the client certificate"));
    m_tlsKey = addFile(form, tr("TLS &key"), u"attachTlsKey"_s,
                       tr("PEM file with the key of the client certificate"));
}

QLineEdit* CredentialsForm::addText(QFormLayout* form, const QString& label, const QString& name,
                                    bool secret)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(name);
    if (secret) {
        edit->setEchoMode(QLineEdit::Password);
        edit->setToolTip(tr("Kept in memory only, never stored"));
    }
    form->addRow(label, edit);
    connect(edit, &QLineEdit::textEdited, this, &CredentialsForm::edited);
    return edit;
}

QLineEdit* CredentialsForm::addFile(QFormLayout* form, const QString& label, const QString& name,
                                    const QString& what)
{
    auto* row = new QWidget(this);
    auto* edit = new QLineEdit(row);
    edit->setObjectName(name);
    edit->setToolTip(what);
    edit->setAccessibleName(what);
    auto* browse =
        makeButton(tr("Choose…"), {}, name + u"Choose"_s, tr("Choose the file: %1").arg(what), row);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(edit, 1);
    layout->addWidget(browse);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(edit);
    form->addRow(caption, row);
    connect(edit, &QLineEdit::textEdited, this, &CredentialsForm::edited);
    connect(browse, &QPushButton::clicked, this, [this, edit, what] {
        const QString path = QFileDialog::getOpenFileName(this, what, edit->text());
        if (path.isEmpty())
            return;
        edit->setText(path);
        emit edited();
    });
    return edit;
}

void CredentialsForm::readInto(AttachInput& input) const
{
    input.user = m_user->text();
    input.password = m_password->text();
    input.token = m_token->text();
    input.credsFile = m_creds->text();
    input.nkeyFile = m_nkey->text();
    input.tlsCa = m_tlsCa->text();
    input.tlsCert = m_tlsCert->text();
    input.tlsKey = m_tlsKey->text();
}

void CredentialsForm::show(const ConnectionOptions& connection)
{
    m_user->setText(utf8(connection.user));
    m_password->setText(utf8(connection.password));
    m_token->setText(utf8(connection.token));
    m_creds->setText(utf8(connection.credsFile));
    m_nkey->setText(utf8(connection.nkeyFile));
    m_tlsCa->setText(utf8(connection.tlsCa));
    m_tlsCert->setText(utf8(connection.tlsCert));
    m_tlsKey->setText(utf8(connection.tlsKey));
}

bool CredentialsForm::isBlank() const
{
    const auto edits = findChildren<QLineEdit*>();
    return std::all_of(edits.begin(), edits.end(),
                       [](const QLineEdit* edit) { return edit->text().isEmpty(); });
}

QLineEdit* CredentialsForm::field(AttachMistake::Field field) const
{
    using Field = AttachMistake::Field;
    switch (field) {
    case Field::User:
        return m_user;
    case Field::Token:
        return m_token;
    case Field::CredsFile:
        return m_creds;
    case Field::NkeyFile:
        return m_nkey;
    case Field::TlsCa:
        return m_tlsCa;
    case Field::TlsCert:
        return m_tlsCert;
    case Field::TlsKey:
        return m_tlsKey;
    case Field::Url:
    case Field::Cluster:
    case Field::Monitoring:
        break;
    }
    return nullptr;
}

} // namespace stanscope
