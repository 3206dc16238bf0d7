#pragma once

#include "ui/mainwindow/attachinput.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;

namespace stanscope {

class ColumnScroll;
class CredentialsForm;

/// Asks for somebody else's broker, and says what watching it changes. It connects to nothing; what
/// is wrong with the input is said beside it, with the remedy.
class AttachDialog : public QDialog
{
    Q_OBJECT

public:
    /// `contexts`: names of the nats contexts that can be chosen.
    explicit AttachDialog(const QStringList& contexts, QWidget* parent = nullptr);

    /// Fills in server and credentials.
    void showConnection(const ConnectionOptions& connection);
    /// What a context or a file has wrong.
    void showMistake(const QString& cause, const QString& remedy);
    /// What is remembered goes over what is there; nothing secret is remembered.
    void restore(const QSettings& settings);
    void remember(QSettings& settings) const;
    /// Those that were remembered so far can be chosen.
    void showSaved(const QSettings& settings);

signals:
    void contextChosen(const QString& name);
    void attachRequested(const stanscope::AttachOptions& options);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addBrokerFields(QFormLayout* form, const QStringList& contexts);
    QWidget* makeExplanation();
    void wire(QPushButton* attach);
    AttachInput input() const;
    QLineEdit* field(AttachMistake::Field field) const;
    void useSaved();
    void guessMonitoring();
    void explain();
    void forgetMistake();
    void tryToAttach();
    void fit();

    QComboBox* m_saved;
    QComboBox* m_context;
    QLineEdit* m_url;
    QLineEdit* m_cluster;
    QLineEdit* m_monitoring;
    QLabel* m_monitoringNote;
    QPushButton* m_more;
    CredentialsForm* m_credentials;
    QCheckBox* m_lowImpact;
    QLabel* m_effect;
    QLabel* m_cause;
    QLabel* m_remedy;
    ColumnScroll* m_scroll = nullptr;
    QFormLayout* m_form = nullptr;
    std::vector<AttachInput> m_savedInputs; ///< as `m_saved` lists them
    bool m_ownMonitoring = false; ///< typed by a person: the guess leaves it alone
};

} // namespace stanscope
