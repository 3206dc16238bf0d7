#include "ui/models/faultwords.h"
#include "ui/panels/faultform.h"
#include "ui/panels/panelkit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

// What is armed and what is spent.
namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 8; // of text, then the list scrolls
constexpr int usualRows = 3; // that are armed one after the other
constexpr int rowGap = 8; // px

} // namespace

QString FaultForm::faultText(const FaultSpec& fault, bool spent)
{
    QStringList parts{toWords(fault.effect, fault.place)};
    if (fault.delayMs > 0)
        parts << tr("%1 ms").arg(fault.delayMs);
    if (spent)
        parts << tr("spent");
    else
        parts << (fault.remaining > 0 ? tr("next %1").arg(fault.remaining) : tr("every time"));
    if (!fault.match.account.isNull())
        parts << QString::fromStdString(fault.match.account.value());
    if (!fault.match.number.isNull())
        parts << tr("#%1").arg(fault.match.number.value());
    if (fault.match.delivery != FaultDelivery::Any)
        parts << toWords(fault.match.delivery);
    if (fault.match.nth > 0)
        parts << tr("n = %1 only").arg(fault.match.nth);
    if (fault.match.every > 0)
        parts << tr("every n-th, n = %1").arg(fault.match.every);
    if (fault.match.perMille > 0)
        parts << tr("by chance, %1 ‰").arg(fault.match.perMille);
    parts << (fault.fired > 0 ? tr("fired %1").arg(fault.fired) : tr("never fired"));
    return parts.join(u" · "_s);
}

void FaultForm::listFaults()
{
    if (!rowsAreOf(m_faults)) {
        removeRows();
        for (const FaultSpec& fault : m_faults)
            m_rows.push_back(makeRow(fault.id));
        tintIcons(m_rowArea, *m_theme);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        setTextIfNew(m_rows[i].text, faultText(m_faults[i], false));
    QStringList lines;
    if (m_faults.empty())
        lines << tr("No fault is armed.");
    for (const FaultSpec& fault : m_spent)
        lines << faultText(fault, true);
    setTextIfNew(m_list, lines.join(u'\n'));
    m_list->setVisible(!lines.isEmpty());
    fitRows();
}

// The type may have another size than when the rows were made.
void FaultForm::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    fitRows();
}

int FaultForm::spare() const
{
    const int rows = std::max(0, usualRows - static_cast<int>(m_rows.size() + m_spent.size()));
    return rows * (m_list->fontMetrics().lineSpacing() + rowGap);
}

// A long list scrolls: the form fits the smallest screen.
void FaultForm::fitRows()
{
    m_rowArea->layout()->activate();
    const int wanted = m_rowArea->layout()->totalSizeHint().height();
    m_scroll->setFixedHeight(std::min(wanted, mostRows * m_list->fontMetrics().lineSpacing()));
}

bool FaultForm::rowsAreOf(const std::vector<FaultSpec>& faults) const
{
    return std::ranges::equal(m_rows, faults, {}, &Row::id, &FaultSpec::id);
}

void FaultForm::removeRows()
{
    for (const Row& row : m_rows) {
        m_rowArea->layout()->removeWidget(row.widget);
        row.widget->hide();
        row.disarm->setObjectName({});
        row.widget->deleteLater(); // it may be what was just clicked
    }
    m_rows.clear();
}

FaultForm::Row FaultForm::makeRow(FaultId id)
{
    const QString name = u"%1:%2"_s.arg(m_replica).arg(id.value());
    Row row{id, new QWidget(m_rowArea), nullptr, nullptr};
    row.text = makeLabel(u"secondary"_s, row.widget);
    row.text->setObjectName(u"fault:"_s + name);
    row.disarm = makeSmallButton({}, u"kill"_s, u"faultDisarm:"_s + name,
                                 tr("Take this fault away"), row.widget);
    row.disarm->setProperty("kind", u"flat"_s);
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(row.text, 1);
    line->addWidget(row.disarm);
    qobject_cast<QVBoxLayout*>(m_rowArea->layout())
        ->insertWidget(static_cast<int>(m_rows.size()), row.widget);
    row.widget->show(); // the layout would do so a turn later, and count no room for it until then
    connect(row.disarm, &QPushButton::clicked, this, [this, id] { emit disarmed(id); });
    return row;
}

} // namespace stanscope
