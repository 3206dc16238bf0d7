#include "ui/panels/tablepanel.h"

#include "ui/models/rowmodel.h"
#include "ui/panels/historytable.h"
#include "ui/panels/messagepanel.h"

#include <QVBoxLayout>

namespace stanscope {

namespace {

constexpr int leastRows = 5;

} // namespace

TablePanel::TablePanel(std::unique_ptr<RowModel> model, const QString& name,
                       const QString& emptyText, bool withPayload, QWidget* parent)
    : Panel(parent)
    , m_model(model.release())
    , m_table(new HistoryTable(m_model, this))
{
    m_model->setParent(this);
    m_table->setObjectName(name);
    m_table->setAccessibleDescription(emptyText);
    m_table->setPlaceholder(emptyText);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 0, 1, withPayload ? 0 : 6);
    all->setSpacing(0);
    all->addWidget(m_table, 1);
    if (withPayload) {
        m_payload = new MessagePanel(this);
        all->addWidget(m_payload);
    }
    connect(m_table, &HistoryTable::selected, this, &TablePanel::selected);
}

void TablePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_model->showSnapshot(snapshot);
    if (m_payload)
        m_payload->showSnapshot(snapshot);
}

void TablePanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_table->setTheme(theme);
    m_table->setScale(scale);
    m_table->setMinimumHeight(px(leastRows * 24 + 28));
    if (m_payload)
        m_payload->setScale(scale);
}

void TablePanel::setSelection(const Selection& selection)
{
    m_table->setSelection(selection);
    showPayload(selection);
}

void TablePanel::showPayload(const Selection& selection)
{
    if (m_payload)
        m_payload->setSelection(selection);
}

} // namespace stanscope
