#include "ui/panels/foreigntree.h"

#include "ui/models/clienttreemodel.h"
#include "ui/panels/outcomedelegate.h"
#include "ui/panels/panelkit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestPause = 100; // ms
constexpr int longestPause = 1000;
constexpr std::size_t rowsForAMillisecond = 20;
constexpr int waitingWidth = 68; // px at scale 1
constexpr int stateWidth = 92;
constexpr int leastTree = 90;
constexpr qsizetype fewOpen = 12; // branches that a filter opens by itself

int pauseFor(const Snapshot& snapshot)
{
    const std::size_t rows = snapshot.subscriptions.size() + snapshot.clients.size();
    return static_cast<int>(
        std::clamp<std::size_t>(rows / rowsForAMillisecond, shortestPause, longestPause));
}

} // namespace

ForeignTree::ForeignTree(QWidget* parent)
    : QWidget(parent)
    , m_model(new ClientTreeModel(this))
    , m_delegate(new OutcomeDelegate(this))
    , m_filter(new QLineEdit(this))
    , m_grouping(new QComboBox(this))
    , m_view(new QTreeView(this))
    , m_nothing(makeLabel(u"empty"_s, this, tr("Nothing matches the filter.")))
{
    setObjectName(u"foreignTree"_s);
    build();
    connect(m_filter, &QLineEdit::textChanged, this, &ForeignTree::narrow);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setGrouping(index == 0 ? TreeGrouping::ByClient : TreeGrouping::ByChannel);
        narrow();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { emit laneChosen(m_model->laneOf(now)); });
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_isDue && isSeen())
            refresh();
    });
    setTheme(lightTheme(), 1.0);
}

void ForeignTree::build()
{
    m_filter->setObjectName(u"treeFilter"_s);
    m_filter->setProperty("kind", u"small"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter clients and channels"));
    m_filter->setToolTip(tr("Every word has to be in client id, channel, queue group or durable "
                            "(Escape clears)"));
    m_grouping->setObjectName(u"treeGrouping"_s);
    m_grouping->setProperty("kind", u"small"_s);
    m_grouping->setAccessibleName(tr("First level of the tree"));
    m_grouping->addItems({tr("by client"), tr("by channel")});
    m_view->setObjectName(u"clientTree"_s);
    m_view->setAccessibleName(tr("Clients and channels"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformRowHeights(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setExpandsOnDoubleClick(true);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionsMovable(false);
    m_view->header()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->header()->setSectionResizeMode(ClientTreeModel::NameColumn, QHeaderView::Stretch);
    m_nothing->setObjectName(u"treeNothing"_s);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 10, 0); // as far as the cards go
    row->setSpacing(6);
    row->addWidget(m_filter, 1);
    row->addWidget(m_grouping);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addLayout(row);
    all->addWidget(m_nothing);
    all->addWidget(m_view, 1);
}

bool ForeignTree::isSeen() const
{
    return !visibleRegion().isEmpty() && !window()->isMinimized();
}

void ForeignTree::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool isNew = !m_latest || m_latest->history != snapshot->history;
    m_latest = snapshot;
    m_isDue = true;
    if (isSeen() && (isNew || !m_pause.isActive()))
        refresh();
}

void ForeignTree::refresh()
{
    if (!m_latest || !std::exchange(m_isDue, false))
        return;
    m_pause.start(pauseFor(*m_latest));
    m_model->showSnapshot(m_latest);
    m_nothing->setVisible(m_model->isFiltered() && m_model->rowCount() == 0);
}

void ForeignTree::narrow()
{
    m_model->setFilter(m_filter->text());
    // What was looked for is below the branches.
    if (m_model->isFiltered() && m_model->rowCount() <= fewOpen)
        m_view->expandAll();
    m_nothing->setVisible(m_model->isFiltered() && m_model->rowCount() == 0);
}

void ForeignTree::setTheme(const Theme& theme, double scale)
{
    const auto px = [scale](double pixels) {
        return static_cast<int>(std::lround(pixels * scale));
    };
    m_delegate->setTheme(theme);
    m_delegate->setScale(scale);
    m_view->setIndentation(px(14));
    m_view->setMinimumHeight(px(leastTree));
    m_view->header()->resizeSection(ClientTreeModel::WaitingColumn, px(waitingWidth));
    m_view->header()->resizeSection(ClientTreeModel::StateColumn, px(stateWidth));
    m_view->doItemsLayout();
}

void ForeignTree::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ForeignTree::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return;
    }
    if (event->key() == Qt::Key_Down && m_filter->hasFocus()) {
        m_view->setFocus();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace stanscope
