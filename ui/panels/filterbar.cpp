#include "ui/panels/filterbar.h"

#include "ui/models/historymodel.h"
#include "ui/panels/panelkit.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 34;

QString counted(std::size_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

} // namespace

FilterBar::FilterBar(HistoryModel* model, const QString& table, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(table)
    , m_row(new QHBoxLayout(this))
    , m_text(new QLineEdit(this))
{
    m_text->setObjectName(u"find:"_s + table);
    m_text->setProperty("kind", u"small"_s);
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setAccessibleName(tr("Filter by text"));
    m_text->setToolTip(tr("Every word has to be in some cell: names, numbers, money, outcomes, the "
                          "payload (Ctrl+F; Escape clears)"));
    m_accounts = makeChoice(u"account:"_s, tr("Account"), &RowCriteria::account);
    m_replicas = makeChoice(u"replica:"_s, tr("Replica"), &RowCriteria::replica);
    m_channels = makeChoice(u"filter:"_s, tr("Channel"), &RowCriteria::channel);
    m_row->setContentsMargins(8, 5, 8, 5);
    m_row->setSpacing(6);
    m_row->addWidget(m_text, 1);
    for (QComboBox* choice : {m_accounts, m_replicas, m_channels})
        m_row->addWidget(choice);
    makeSwitch(u"redelivered:"_s, tr("redelivered"), tr("Only what was sent more than once"),
               &RowCriteria::redelivered, Facet::Redelivered);
    makeSwitch(u"unacked:"_s, tr("unacked"), tr("Only what still waits for an ack"),
               &RowCriteria::unacked, Facet::Unacked);
    makeSwitch(u"violations:"_s, tr("violations"), tr("Only what broke an invariant"),
               &RowCriteria::violations, Facet::Violations);
    m_more = new QToolButton(this);
    m_more->setObjectName(u"only:"_s + table);
    m_more->setProperty("kind", u"small"_s);
    m_more->setText(tr("only…"));
    m_more->setToolTip(tr("Only what is out of the ordinary"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    for (const Switch& only : m_switches)
        menu->addAction(only.action);
    m_more->setMenu(menu);
    m_more->hide();
    m_row->addWidget(m_more);
    m_clear =
        makeSmallButton({}, {}, u"clear:"_s + table, tr("Show all rows again (Escape)"), this);
    m_clear->hide();
    m_row->addWidget(m_clear);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) {
        RowCriteria criteria = m_model->criteria();
        criteria.text = text;
        m_model->setCriteria(criteria);
    });
    connect(m_text, &QLineEdit::returnPressed, this, &FilterBar::left);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    connect(m_model, &HistoryModel::channelsChanged, this, &FilterBar::listNames);
    connect(m_model, &HistoryModel::filterChanged, this, &FilterBar::follow);
    connect(m_model, &HistoryModel::headerDataChanged, this, &FilterBar::listNames);
    setScale(1.0);
    listNames();
}

QComboBox* FilterBar::makeChoice(const QString& name, const QString& label,
                                 QString RowCriteria::*value)
{
    auto* choice = new QComboBox(this);
    choice->setObjectName(name + m_table);
    choice->setProperty("kind", u"small"_s);
    choice->setAccessibleName(label);
    choice->setToolTip(tr("%1 whose rows to show").arg(label));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(8);
    choice->hide();
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice, value](int index) {
        RowCriteria criteria = m_model->criteria();
        criteria.*value = index > 0 ? choice->itemText(index) : QString();
        m_model->setCriteria(criteria);
    });
    return choice;
}

void FilterBar::makeSwitch(const QString& name, const QString& text, const QString& tip,
                           bool RowCriteria::*value, Facet facet)
{
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    action->setToolTip(tip);
    auto* button = new QToolButton(this);
    button->setObjectName(name + m_table);
    button->setProperty("kind", u"small"_s);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(button);
    m_switches.push_back({action, value, facet, button});
    connect(action, &QAction::toggled, this, [this, value](bool on) {
        RowCriteria criteria = m_model->criteria();
        criteria.*value = on;
        m_model->setCriteria(criteria);
    });
}

void FilterBar::setNames(const QStringList& accounts, const QStringList& replicas)
{
    if (accounts == m_accountNames && replicas == m_replicaNames)
        return;
    m_accountNames = accounts;
    m_replicaNames = replicas;
    listNames();
}

void FilterBar::fill(QComboBox* choice, const QString& all, QStringList names, Facet facet,
                     const QString& chosen)
{
    if (!chosen.isEmpty() && !names.contains(chosen))
        names << chosen;
    std::sort(names.begin(), names.end(), [](const QString& left, const QString& right) {
        return SortKey{0, left} < SortKey{0, right};
    });
    const QSignalBlocker blocker(choice);
    QStringList listed;
    for (int i = 1; i < choice->count(); ++i)
        listed << choice->itemText(i);
    if (choice->count() == 0 || listed != names) {
        choice->clear();
        choice->addItem(all);
        choice->addItems(names);
    }
    choice->setItemText(0, all);
    choice->setCurrentIndex(chosen.isEmpty() ? 0 : static_cast<int>(names.indexOf(chosen)) + 1);
    choice->setVisible(m_model->facets().testFlag(facet)
                       && (names.size() > 1 || !chosen.isEmpty()));
}

void FilterBar::listNames()
{
    const RowCriteria& criteria = m_model->criteria();
    const QStringList channels = m_model->channels();
    fill(m_accounts, tr("all accounts"), m_accountNames, Facet::Account, criteria.account);
    fill(m_replicas, tr("all replicas"), m_replicaNames, Facet::Replica, criteria.replica);
    fill(m_channels, tr("all %1 channels").arg(channels.size()), channels, Facet::Channel,
         criteria.channel);
    follow();
}

void FilterBar::follow()
{
    const RowCriteria& criteria = m_model->criteria();
    if (m_text->text() != criteria.text) {
        const QSignalBlocker blocker(m_text);
        m_text->setText(criteria.text);
    }
    const auto choose = [](QComboBox* choice, const QString& name) {
        const QSignalBlocker blocker(choice);
        choice->setCurrentIndex(name.isEmpty() ? 0 : std::max(0, choice->findText(name)));
    };
    choose(m_accounts, criteria.account);
    choose(m_replicas, criteria.replica);
    choose(m_channels, criteria.channel);
    bool any = false;
    for (const Switch& only : m_switches) {
        only.action->setVisible(m_model->facets().testFlag(only.facet));
        only.action->setChecked(criteria.*only.value);
        any = any || criteria.*only.value;
    }
    setStyleProperty(m_more, "active", any ? u"true"_s : u"false"_s);
    m_clear->setVisible(m_model->isFiltered());
    const std::size_t shown = static_cast<std::size_t>(m_model->rowCount());
    const QString text = m_model->isScanning()
        ? tr("%1 found, %2 % searched ✕")
              .arg(counted(shown))
              .arg(100 * m_model->scannedRows() / std::max<std::size_t>(1, m_model->allRows()))
        : tr("%1 of %2 ✕").arg(counted(shown), counted(m_model->allRows()));
    if (m_clear->text() != text) {
        m_clear->setText(text);
        m_clear->setAccessibleName(tr("%1, show all rows").arg(text));
    }
    makeRoom();
}

void FilterBar::setScale(double scale)
{
    m_scale = scale;
    setFixedHeight(static_cast<int>(std::lround(barHeight * scale)));
    makeRoom();
}

// The switches are buttons where they fit.
void FilterBar::makeRoom()
{
    const int least = static_cast<int>(std::lround(120 * m_scale));
    int needed = least + m_row->contentsMargins().left() + m_row->contentsMargins().right();
    for (const QWidget* other :
         {static_cast<QWidget*>(m_accounts), static_cast<QWidget*>(m_replicas),
          static_cast<QWidget*>(m_channels), static_cast<QWidget*>(m_clear)})
        if (!other->isHidden())
            needed += other->sizeHint().width() + m_row->spacing();
    int offered = 0;
    for (const Switch& only : m_switches)
        if (only.action->isVisible()) {
            needed += only.button->sizeHint().width() + m_row->spacing();
            ++offered;
        }
    const bool fits = needed <= width();
    for (const Switch& only : m_switches)
        only.button->setVisible(fits && only.action->isVisible());
    m_more->setVisible(!fits && offered > 0);
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::clear()
{
    // What has the focus may go away with the filter.
    if (m_clear->hasFocus())
        m_text->setFocus(Qt::OtherFocusReason);
    m_model->setCriteria({});
}

QSize FilterBar::minimumSizeHint() const
{
    return {static_cast<int>(std::lround(160 * m_scale)), QWidget::minimumSizeHint().height()};
}

void FilterBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (m_model->isFiltered())
            clear();
        else
            emit left();
        return;
    }
    if (event->key() == Qt::Key_Down && m_text->hasFocus()) {
        emit left();
        return;
    }
    QWidget::keyPressEvent(event);
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

} // namespace stanscope
