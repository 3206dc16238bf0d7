#include "ui/panels/tablepanel.h"

#include "ui/models/historymodel.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/historytable.h"
#include "ui/panels/messagepanel.h"
#include "ui/panels/panelkit.h"

#include <QLocale>
#include <QVBoxLayout>

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastRows = 2;
constexpr int rowsBesidePayload = 3; // with less room the table has it all
constexpr int usualRows = 5; // with less room the payload has one line
constexpr int refreshMs = 200;

QStringList replicasOf(const Snapshot& snapshot)
{
    QStringList names;
    for (std::size_t i = 1; i < snapshot.lanes.size(); ++i) // the first one publishes
        if (snapshot.lanes[i] != 0)
            names << utf8(snapshot.history->name(snapshot.lanes[i]));
    return names;
}

QStringList accountsOf(const Snapshot& snapshot)
{
    QStringList names;
    for (const AccountView& account : snapshot.accounts)
        names << utf8(account.name.value());
    return names;
}

bool isAnotherRun(const std::shared_ptr<const Snapshot>& before, const Snapshot& now)
{
    return !before || !before->history || !now.history
        || before->history->start != now.history->start;
}

} // namespace

TablePanel::TablePanel(std::unique_ptr<RowModel> model, const QString& name,
                       const QString& emptyText, bool withPayload, QWidget* parent)
    : Panel(parent)
    , m_model(model.release())
    , m_table(new HistoryTable(m_model, this))
    , m_emptyText(emptyText)
    , m_attachedText(emptyText)
{
    m_model->setParent(this);
    m_table->setObjectName(name);
    m_table->setAccessibleDescription(emptyText);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 0, 1, withPayload ? 0 : 6);
    all->setSpacing(0);
    auto* history = qobject_cast<HistoryModel*>(m_model);
    if (history && history->facets()) {
        m_filtered = history;
        m_bar = new FilterBar(history, name, this);
        all->addWidget(m_bar);
        wireFilter(name);
    }
    all->addWidget(m_table, 1);
    if (withPayload) {
        m_payload = new MessagePanel(this);
        all->addWidget(m_payload);
    }
    connect(m_table, &HistoryTable::selected, this, [this](const Selection& selection) {
        m_selection = selection;
        emit selected(selection);
    });
    connect(m_table, &HistoryTable::clientChosen, this, &TablePanel::clientChosen);
    connect(m_table, &HistoryTable::wallClockAsked, this, &TablePanel::wallClockAsked);
    m_pause.setSingleShot(true);
    m_pause.setInterval(refreshMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_isDue && isSeen())
            refresh();
    });
    refreshPlaceholder();
}

void TablePanel::wireFilter(const QString& name)
{
    connect(m_filtered, &HistoryModel::filterChanged, this, &TablePanel::refreshPlaceholder);
    connect(m_bar, &FilterBar::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &HistoryTable::clearAsked, m_bar, &FilterBar::clear);
    m_table->setFilterName(u"showAll:"_s + name);
}

void TablePanel::setAttachedText(const QString& text)
{
    m_attachedText = text;
}

void TablePanel::setTableTitle(const QString& title)
{
    m_table->setAccessibleName(title);
}

bool TablePanel::isSeen() const
{
    // A dock behind other tabs counts as visible: Qt only puts it out of sight.
    return !visibleRegion().isEmpty() && !window()->isMinimized();
}

void TablePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool isNew = isAnotherRun(m_latest, *snapshot);
    m_latest = snapshot;
    m_isDue = true;
    if (isSeen() && (isNew || !m_pause.isActive()))
        refresh();
}

void TablePanel::refresh()
{
    if (std::exchange(m_isDue, false)) {
        m_pause.start();
        m_model->showSnapshot(m_latest);
        if (m_payload)
            m_payload->showSnapshot(m_latest);
        if (m_bar && m_latest->history)
            m_bar->setNames(accountsOf(*m_latest), replicasOf(*m_latest));
    }
    if (std::exchange(m_selectionIsDue, false)) {
        m_table->setSelection(m_selection);
        showPayload(m_selection);
    }
}

void TablePanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

void TablePanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    if (!m_payload)
        return;
    m_payload->setCompact(height() < px(usualRows * 24 + 28) + m_payload->usualHeight());
    m_payload->setVisible(height() >= px(rowsBesidePayload * 24 + 28)
                              + m_payload->minimumSizeHint().height());
}

/// Without the payload, which goes where there is no room for it.
QSize TablePanel::minimumSizeHint() const
{
    QSize least = Panel::minimumSizeHint();
    if (m_payload && m_payload->isVisibleTo(this))
        least.rheight() -= m_payload->minimumSizeHint().height();
    return least;
}

void TablePanel::abilitiesChanged()
{
    if (m_filtered)
        m_filtered->setHasBank(abilities().hasBank || abilities().isRecording);
    refreshPlaceholder();
}

QString TablePanel::emptyText() const
{
    const bool isOurs = abilities().hasBank || abilities().ownsBroker;
    if (isOurs && !abilities().takesCommands && !abilities().isRecording)
        return tr("Nothing yet. Press Run (F5).");
    if (!abilities().hasBank)
        return m_attachedText;
    if (abilities().isRecording)
        return tr("Nothing yet at this moment.");
    return m_emptyText;
}

void TablePanel::refreshPlaceholder()
{
    if (!m_filtered || !m_filtered->isFiltered() || m_filtered->allRows() == 0) {
        m_table->setPlaceholder(emptyText(), false);
        return;
    }
    const QString hidden = QLocale().toString(static_cast<qulonglong>(m_filtered->allRows()));
    m_table->setPlaceholder(m_filtered->isScanning()
                                ? tr("Searching %1 rows…").arg(hidden)
                                : tr("No row matches. %1 rows are hidden.").arg(hidden),
                            true);
}

void TablePanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_table->setTheme(theme);
    m_table->setScale(scale);
    m_table->setMinimumHeight(px(leastRows * 24 + 28));
    if (m_bar)
        m_bar->setScale(scale);
    if (m_payload)
        m_payload->setScale(scale);
}

void TablePanel::setSelection(const Selection& selection)
{
    const bool isAnother = selection != m_selection;
    m_selection = selection;
    m_selectionIsDue = true;
    // What was just selected may be newer than what the table shows.
    if (isSeen() && (isAnother || !m_isDue))
        refresh();
}

void TablePanel::showPayload(const Selection& selection)
{
    if (m_payload)
        m_payload->setSelection(selection);
}

QString TablePanel::tableName() const
{
    return m_table->objectName();
}

void TablePanel::setFilterShown(bool shown)
{
    if (!m_bar)
        return;
    if (!shown)
        m_bar->clear();
    m_bar->setVisible(shown);
}

void TablePanel::focusFilter()
{
    if (m_bar)
        m_bar->focusText();
}

void TablePanel::setWallClock(bool wallClock)
{
    m_model->setWallClock(wallClock);
}

QStringList TablePanel::columnWidths() const
{
    return m_table->columnWidths();
}

void TablePanel::setColumnWidths(const QStringList& widths)
{
    m_table->setColumnWidths(widths);
}

} // namespace stanscope
