#include "ui/panels/lifepanel.h"

#include "core/why/life.h"
#include "core/words/words.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

enum LifeColumn
{
    TimeColumn,
    AttemptColumn,
    WhatColumn,
    LifeColumns
};

QTableWidgetItem* lifeItem(const QString& text, bool isNumber)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setTextAlignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return item;
}

} // namespace

LifePanel::LifePanel(QWidget* parent)
    : Panel(parent)
    , m_title(makeLabel(u"title"_s, this))
    , m_empty(makeLabel(u"empty"_s, this,
                        tr("Select a message to follow it from its publish to its ack.")))
    , m_copy(makeSmallButton(tr("Copy"), u"copy"_s, u"copyLife"_s,
                             tr("Copy the message's life as text"), this))
    , m_table(new QTableWidget(0, LifeColumns, this))
{
    setObjectName(u"lifePanel"_s);
    m_title->setObjectName(u"lifeTitle"_s);
    m_table->setObjectName(u"lifeTable"_s);
    m_table->setAccessibleName(tr("Life of the selected message"));
    m_table->setHorizontalHeaderLabels({tr("time, s"), tr("attempt"), tr("what happened")});
    m_table->horizontalHeaderItem(TimeColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(AttemptColumn)
        ->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(WhatColumn)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 12, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(head);
    all->addWidget(m_empty, 0, Qt::AlignTop);
    all->addWidget(m_table, 1);
    m_empty->setContentsMargins(12, 4, 12, 12);
    m_empty->setWordWrap(true);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text); });
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row, int) {
        const auto place = static_cast<std::size_t>(row);
        if (place < m_deliveries.size() && m_deliveries[place] != 0 && m_snapshot)
            emit selected({m_snapshot->history->deliveries[m_deliveries[place] - 1].message,
                           m_deliveries[place]});
    });
    m_title->hide();
    m_copy->hide();
    m_table->hide();
}

void LifePanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_table->verticalHeader()->setDefaultSectionSize(px(24));
    m_table->setColumnWidth(TimeColumn, px(76));
    m_table->setColumnWidth(AttemptColumn, px(70));
    m_text.clear();
    refresh();
}

void LifePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void LifePanel::setSelection(const Selection& selection)
{
    if (selection.message == m_message)
        return;
    m_message = selection.message;
    refresh();
}

void LifePanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

QString LifePanel::titleOf(RowRef message) const
{
    const History& history = *m_snapshot->history;
    const MessageMeaning& meaning = history.meaning(message - 1);
    const QString sequence = tr("Message %1").arg(history.messages[message - 1].sequence.value());
    if (meaning.account.get() == 0)
        return sequence;
    return tr("%1 · number %2 of %3 · %4")
        .arg(sequence)
        .arg(meaning.number.get())
        .arg(nameText(history, meaning.account.get()),
             changeText(meaning.type.get(), meaning.amount.get()));
}

void LifePanel::refresh()
{
    if (!m_snapshot || !isVisible())
        return;
    const auto steps = lifeOf(*m_snapshot, m_message);
    QString text;
    for (const LifeStep& step : steps)
        text +=
            u"%1 s  %2\n"_s.arg(timeText(step.time - m_snapshot->history->start), words(step.what));
    const bool isEmpty = steps.empty();
    m_empty->setVisible(isEmpty);
    m_title->setVisible(!isEmpty);
    m_copy->setVisible(!isEmpty);
    m_table->setVisible(!isEmpty);
    if (!isEmpty)
        text.prepend(titleOf(m_message) + u'\n');
    if (text == m_text)
        return;
    m_text = text;
    m_deliveries.clear();
    m_table->setRowCount(static_cast<int>(steps.size()));
    if (!isEmpty)
        setTextIfNew(m_title, titleOf(m_message));
    int row = 0;
    for (const LifeStep& step : steps) {
        const History& history = *m_snapshot->history;
        const QString attempt = step.delivery == 0
            ? QString()
            : QString::number(history.deliveries[step.delivery - 1].attempt);
        m_deliveries.push_back(step.delivery);
        m_table->setItem(row, TimeColumn, lifeItem(timeText(step.time - history.start), true));
        m_table->setItem(row, AttemptColumn, lifeItem(attempt, true));
        m_table->setItem(row++, WhatColumn, lifeItem(words(step.what), false));
    }
}

} // namespace stanscope
