#include "ui/mainwindow/driftdialog.h"

#include "ui/models/checkwords.h"
#include "ui/models/driftmodel.h"
#include "ui/models/noticemodel.h"
#include "ui/panels/historytable.h"
#include "ui/panels/panelkit.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stanscope {

using namespace Qt::StringLiterals;

DriftDialog::DriftDialog(QWidget* parent)
    : QDialog(parent)
    , m_state(makeLabel(u"title"_s, this))
    , m_detail(makeLabel(u"secondary"_s, this))
    , m_counts(makeLabel(u"secondary"_s, this))
    , m_model(new DriftModel(this))
    , m_table(new HistoryTable(m_model, this))
    , m_noticeModel(new NoticeModel(this))
    , m_notices(new HistoryTable(m_noticeModel, this))
{
    setObjectName(u"driftDialog"_s);
    setWindowTitle(tr("Mirror and broker"));
    m_state->setObjectName(u"driftState"_s);
    m_detail->setWordWrap(true);
    m_counts->setObjectName(u"driftCounts"_s);
    m_table->setObjectName(u"driftTable"_s);
    m_table->setPlaceholder(tr("No difference has stayed through its three comparisons."));
    m_table->setAccessibleName(tr("Differences between mirror and broker"));
    m_notices->setObjectName(u"noticeTable"_s);
    m_notices->setPlaceholder(tr("Nothing was concluded that no frame said."));
    m_notices->setAccessibleName(tr("What the broker did without a frame"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->setSpacing(6);
    all->addWidget(m_state);
    all->addWidget(m_detail);
    all->addWidget(m_counts);
    all->addSpacing(6);
    all->addWidget(m_table, 1);
    all->addWidget(m_notices, 1);
    all->addWidget(buttons);
    resize(760, 480);
}

void DriftDialog::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const MirrorCheckView& check = snapshot->check;
    const ToldState told = checkWords(*snapshot);
    setTextIfNew(m_state, told.text.isEmpty() ? tr("Nothing to compare with") : told.text);
    setTone(m_state, told.tone);
    setTextIfNew(m_detail, told.detail);
    m_detail->setVisible(!told.detail.isEmpty());
    setTextIfNew(m_counts,
                 tr("Channel snapshots compared: %1, the same: %2. Corrections: %3. The "
                    "last %4 differences are listed.")
                     .arg(check.compared)
                     .arg(check.matched)
                     .arg(check.corrections)
                     .arg(check.drift.size()));
    m_model->showSnapshot(snapshot);
    m_noticeModel->showSnapshot(snapshot);
}

void DriftDialog::setTheme(const Theme& theme, double scale)
{
    for (HistoryTable* table : {m_table, m_notices}) {
        table->setTheme(theme);
        table->setScale(scale);
    }
}

} // namespace stanscope
