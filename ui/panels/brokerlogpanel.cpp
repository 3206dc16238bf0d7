#include "ui/panels/brokerlogpanel.h"

#include "ui/panels/panelkit.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxLines = 500;

} // namespace

BrokerLogPanel::BrokerLogPanel(QWidget* parent)
    : Panel(parent)
    , m_text(new QPlainTextEdit(this))
{
    m_text->setObjectName(u"brokerLog"_s);
    m_text->setAccessibleName(tr("Broker log"));
    m_text->setReadOnly(true);
    m_text->setMaximumBlockCount(maxLines);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("No log yet. Run a lesson (F5) to start the broker."));
    QScrollBar* bar = m_text->verticalScrollBar();
    connect(bar, &QScrollBar::actionTriggered, this,
            [this, bar] { m_atEnd = bar->sliderPosition() >= bar->maximum(); });
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (m_atEnd)
            scrollToEnd();
    });
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 0, 1, 6);
    all->addWidget(m_text);
}

void BrokerLogPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const std::vector<std::string>& lines = snapshot->broker.log;
    const bool grew =
        lines.size() >= m_lines.size() && std::equal(m_lines.begin(), m_lines.end(), lines.begin());
    if (grew && lines.size() == m_lines.size())
        return;
    QStringList fresh;
    for (std::size_t i = grew ? m_lines.size() : 0; i < lines.size(); ++i)
        fresh << utf8(lines[i]);
    const int seen = m_text->verticalScrollBar()->value();
    if (grew)
        m_text->appendPlainText(fresh.join(u'\n'));
    else
        m_text->setPlainText(fresh.join(u'\n'));
    m_lines = lines;
    if (m_atEnd)
        scrollToEnd();
    else
        m_text->verticalScrollBar()->setValue(seen);
}

// The broker's last words are what a person opens it for.
void BrokerLogPanel::scrollToEnd()
{
    QScrollBar* bar = m_text->verticalScrollBar();
    bar->setValue(bar->maximum());
}

void BrokerLogPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    if (m_atEnd)
        scrollToEnd();
}

} // namespace stanscope
