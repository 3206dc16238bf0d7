#pragma once

#include "core/events/command.h"
#include "ui/panels/panel.h"

#include <QTimer>

#include <map>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace stanscope {

class ElidedLabel;
class ForeignCards;
class ForeignTree;
class ReplicaCard;
class ReplicaOptionsForm;

/// A card for each replica, and what spawns the next ones. Attached to somebody else's broker there
/// is nothing to spawn: then it is the panel of its clients.
class ReplicasPanel : public Panel
{
    Q_OBJECT

public:
    explicit ReplicasPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;

    ReplicaOptions options() const;
    void setOptions(const ReplicaOptions& options);
    /// ReplicaOptionsForm::setCommand().
    void setCommand(const QString& command);

protected:
    void abilitiesChanged() override;

signals:
    void commanded(const stanscope::Command& command);
    void optionsChanged();
    /// Somebody else's client was chosen: 0 for one without a lane.
    void laneChosen(stanscope::NameId lane);
    /// A card was clicked: why the replica stands as it does.
    void whyAsked(stanscope::NameId lane);

private:
    void showForeign(const std::shared_ptr<const Snapshot>& snapshot);
    void placeCards(const std::vector<ReplicaView>& views);
    void removeGoneCards(const std::vector<ReplicaView>& views);
    void refreshDetail(const std::vector<ReplicaView>& views);
    void refreshSpawn();
    void countDown();
    QString emptyText() const;
    std::vector<ClientId> commandable() const;
    void commandTo(const ClientId& name, Command command);
    void commandAll(const Command& command);
    void commandOne(const Command& command);

    Nanos m_now{}; ///< of the snapshot
    std::map<ClientId, ReplicaCard*> m_cards;
    std::vector<ClientId> m_order;
    QTimer m_countdown;
    QScrollArea* m_scroll;
    QVBoxLayout* m_list;
    QWidget* m_spawnRow;
    ElidedLabel* m_differs; ///< how the next replica is not as those of the run
    std::optional<ReplicaOptions> m_usual; ///< as the run's first replica was started
    ForeignCards* m_foreign;
    ForeignTree* m_tree; ///< instead of the cards where they would be too many
    QLabel* m_empty;
    QSpinBox* m_count;
    QPushButton* m_spawn;
    QPushButton* m_open;
    ReplicaOptionsForm* m_options;
};

} // namespace stanscope
