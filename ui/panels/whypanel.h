#pragma once

#include "core/why/explanation.h"
#include "ui/models/selection.h"
#include "ui/panels/panel.h"

#include <QStringList>

#include <memory>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace stanscope {

/// Why what is selected is as it is: the plain reason, the facts under it, and the earlier causes
/// as links.
class WhyPanel : public Panel
{
    Q_OBJECT

public:
    explicit WhyPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    /// Nothing selected: it asks for a click.
    void setSelection(const Selection& selection);
    /// About something that is no message.
    void ask(const stanscope::Topic& topic);
    const Topic& topic() const { return m_topic; }

signals:
    /// An earlier cause was clicked that is a message's.
    void selected(const stanscope::Selection& selection);
    /// The whole life of the message is wanted.
    void followAsked(stanscope::RowRef message);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void present(const Explanation& explanation);
    void showFacts(const Explanation& explanation);
    void showChain(const Explanation& explanation);
    void refreshFollow();
    void clicked(const QString& link);
    RowRef messageOf(const Topic& topic) const;
    QString detailOf(const Topic& topic) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    Topic m_topic;
    std::vector<Topic> m_links;
    QStringList m_shown; ///< all texts that are on screen
    QScrollArea* m_scroll;
    QLabel* m_empty;
    QLabel* m_reason;
    QWidget* m_facts;
    QGridLayout* m_factRows;
    QWidget* m_chain;
    QVBoxLayout* m_causes;
    QPushButton* m_follow;
    bool m_isFollowable = false; ///< what is told about is a message
};

} // namespace stanscope
