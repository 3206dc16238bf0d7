#pragma once

#include "core/events/bankwords.h"
#include "core/lab/snapshot.h"
#include "core/session/abilities.h"
#include "ui/plots/timelineview.h"
#include "ui/theme/theme.h"

#include <QFrame>

#include <array>
#include <memory>
#include <optional>

class QFormLayout;
class QLabel;

namespace stanscope {

class AccountPanel;
class VerdictPill;

/// One of two runs that are compared: its timeline, and beside it its account, its verdict and what
/// it took. GUI thread.
class TwinPane : public QWidget
{
    Q_OBJECT

public:
    explicit TwinPane(Handler handler, QWidget* parent = nullptr);

    Handler handler() const { return m_handler; }
    void setAbilities(const Abilities& abilities);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// What this handler makes of the step; empty: nothing.
    void setSentence(const QString& sentence);
    /// What is out of the ordinary; empty: nothing.
    void setNote(const QString& note);
    /// The verdict on the run waits for its step.
    void setUnjudged(bool unjudged);
    void setTheme(const Theme& theme, double scale);
    TimelineView* timeline() const { return m_timeline; }
    /// Since the start of the run; nothing: no action has been accepted.
    std::optional<Nanos> firstAction() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Fact
    {
        QLabel* name = nullptr;
        QLabel* value = nullptr;
    };
    enum FactKind
    {
        Deliveries,
        Redelivered,
        Rejected,
        Parked,
        Answers,
        Took,
        FactKinds
    };
    void build();
    void retranslate();
    void showFacts();
    void showJudgement();

    Handler m_handler;
    std::shared_ptr<const Snapshot> m_snapshot;
    bool m_unjudged = false;
    QLabel* m_title;
    QLabel* m_detail;
    QLabel* m_sentence;
    QLabel* m_note;
    TimelineView* m_timeline;
    QLabel* m_accountTitle;
    AccountPanel* m_account;
    VerdictPill* m_pill;
    std::array<Fact, FactKinds> m_facts;
};

} // namespace stanscope
