#include "ui/panels/tablepanel.h"

#include "ui/models/historymodel.h"
#include "ui/panels/historytable.h"
#include "ui/panels/messagepanel.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastRows = 5;

} // namespace

TablePanel::TablePanel(std::unique_ptr<RowModel> model, const QString& name,
                       const QString& emptyText, bool withPayload, QWidget* parent)
    : Panel(parent)
    , m_model(model.release())
    , m_channels(qobject_cast<HistoryModel*>(m_model))
    , m_table(new HistoryTable(m_model, this))
    , m_filter(new QComboBox(this))
    , m_emptyText(emptyText)
    , m_attachedText(emptyText)
{
    m_model->setParent(this);
    m_table->setObjectName(name);
    m_table->setAccessibleDescription(emptyText);
    m_table->setPlaceholder(emptyText);
    m_filter->setObjectName(u"filter:"_s + name);
    m_filter->setAccessibleName(tr("Channel"));
    m_filter->setToolTip(tr("Which channel's rows to show"));
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_filter->hide();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 0, 1, withPayload ? 0 : 6);
    all->setSpacing(0);
    all->addWidget(m_filter, 0, Qt::AlignLeft);
    all->addWidget(m_table, 1);
    if (withPayload) {
        m_payload = new MessagePanel(this);
        all->addWidget(m_payload);
    }
    connect(m_table, &HistoryTable::selected, this, &TablePanel::selected);
    if (!m_channels)
        return;
    connect(m_channels, &HistoryModel::channelsChanged, this, &TablePanel::listChannels);
    connect(m_filter, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_channels->setChannel(index > 0 ? m_filter->itemText(index) : QString());
    });
}

void TablePanel::setAttachedText(const QString& text)
{
    m_attachedText = text;
}

void TablePanel::listChannels()
{
    QStringList names = m_channels->channels();
    std::sort(names.begin(), names.end());
    const QSignalBlocker blocker(m_filter);
    m_filter->clear();
    m_filter->addItem(tr("all %1 channels").arg(names.size()));
    m_filter->addItems(names);
    m_filter->setCurrentIndex(std::max(
        0, m_channels->channel().isEmpty() ? 0 : m_filter->findText(m_channels->channel())));
    m_filter->setVisible(names.size() > 1);
}

void TablePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_model->showSnapshot(snapshot);
    if (m_payload)
        m_payload->showSnapshot(snapshot);
}

void TablePanel::abilitiesChanged()
{
    m_table->setPlaceholder(abilities().hasBank ? m_emptyText : m_attachedText);
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
