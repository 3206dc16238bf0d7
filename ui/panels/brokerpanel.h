#pragma once

#include "core/events/command.h"
#include "ui/panels/panel.h"

class QLabel;
class QPushButton;

namespace stanscope {

class AttachedBroker;
class BrokerLimitsForm;
class BrokerOptionsForm;

/// The laboratory's broker: state, address, store, and what can be done to it. Attached, it is what
/// is known of somebody else's.
class BrokerPanel : public Panel
{
    Q_OBJECT

public:
    explicit BrokerPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    /// Empty while there is nothing to copy.
    void setUrl(const QString& url);

    BrokerOptions options() const;
    void setOptions(const BrokerOptions& options);
    /// As in the BrokerLimitsForm.
    QString database() const;
    void setDatabase(const QString& database);
    QString databasePassword() const;

    /// How soon a killed client is noticed, watched and not: protocol section 5.1.
    static QString ghostText(const BrokerOptions& options);
    static QString stateWords(broker::State state);
    static Tone stateTone(broker::State state);

public slots:
    void copyUrl();

protected:
    void abilitiesChanged() override;

signals:
    void commanded(const stanscope::Command& command);
    void optionsChanged();
    void logRequested();
    void urlCopied();

private:
    void wire();
    QString offWords() const;
    QString namesOf(const Snapshot& snapshot) const;
    void showAttached(const Snapshot& snapshot);
    void refresh();
    void refreshButtons();
    void refreshGhosts();
    void act(command::BrokerAction action);

    QString m_url;
    BrokerView m_view;
    QString m_names; ///< "cluster bank · channel bank": what another client needs besides the URL
    Tone m_tone = Tone::Skipped; ///< of the dot
    QWidget* m_own;
    AttachedBroker* m_foreign;
    QLabel* m_state;
    QLabel* m_where;
    QLabel* m_error;
    QPushButton* m_pause;
    QPushButton* m_kill;
    QPushButton* m_restart;
    QPushButton* m_log;
    QPushButton* m_start;
    QPushButton* m_stop;
    QPushButton* m_copy;
    QPushButton* m_open;
    BrokerOptionsForm* m_options;
    QPushButton* m_openLimits;
    BrokerLimitsForm* m_limits;
};

} // namespace stanscope
