#include "ui/panels/generatorform.h"

#include "ui/panels/panelkit.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestTickMs = 10;
constexpr std::uint64_t largestAmount = 100'00;
constexpr std::uint64_t depositsOfTen = 6;

QSpinBox* makeSpin(int from, int to, int value, const QString& name, const QString& tip,
                   QWidget* parent)
{
    auto* spin = new QSpinBox(parent);
    spin->setRange(from, to);
    spin->setValue(value);
    spin->setObjectName(name);
    spin->setToolTip(tip);
    spin->setProperty("mono", u"true"_s);
    return spin;
}

} // namespace

GeneratorForm::GeneratorForm(QWidget* parent)
    : QFrame(parent)
    , m_width(makeSpin(1, 1, 1, u"generatorAccounts"_s, tr("Over how many of the accounts"), this))
    , m_rate(makeSpin(1, 1000, 5, u"generatorRate"_s, tr("Actions a second"), this))
    , m_count(makeSpin(1, 1'000'000, 50, u"generatorCount"_s, tr("How many actions"), this))
    , m_seed(makeSpin(0, 999'999, 1, u"generatorSeed"_s, tr("The same seed gives the same actions"),
                      this))
    , m_progress(new QProgressBar(this))
    , m_state(makeLabel(u"secondary"_s, this))
    , m_toggle(makeSmallButton({}, u"play"_s, u"generatorToggle"_s, {}, this))
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    const auto add = [&](int row, int column, const QString& name, QSpinBox* spin) {
        auto* label = makeLabel(u"secondary"_s, this, name);
        label->setBuddy(spin);
        grid->addWidget(label, row * 2, column);
        grid->addWidget(spin, row * 2 + 1, column);
    };
    add(0, 0, tr("accounts"), m_width);
    add(0, 1, tr("rate, 1/s"), m_rate);
    add(1, 0, tr("count"), m_count);
    add(1, 1, tr("seed"), m_seed);
    m_progress->setObjectName(u"generatorProgress"_s);
    m_progress->setTextVisible(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_toggle);
    row->addWidget(m_state, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(6);
    all->addLayout(grid);
    all->addWidget(m_progress);
    all->addLayout(row);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &GeneratorForm::tick);
    connect(m_toggle, &QPushButton::clicked, this, [this] { isRunning() ? stop() : start(); });
    refresh();
}

void GeneratorForm::setAccounts(const std::vector<AccountName>& accounts)
{
    if (accounts == m_accounts)
        return;
    m_accounts = accounts;
    const bool wasAll = m_width->value() == m_width->maximum();
    m_width->setMaximum(std::max(1, static_cast<int>(accounts.size())));
    if (wasAll)
        m_width->setValue(m_width->maximum());
    refresh();
}

void GeneratorForm::beginAnew()
{
    stop();
    m_sent = 0;
    refresh();
}

void GeneratorForm::setReason(const QString& reason)
{
    if (reason == m_reason)
        return;
    m_reason = reason;
    if (!reason.isEmpty())
        stop();
    refresh();
}

void GeneratorForm::start()
{
    if (!m_reason.isEmpty() || m_accounts.empty())
        return;
    m_random.seed(static_cast<std::uint64_t>(m_seed->value()));
    m_sent = 0;
    m_since.start();
    m_timer.start(std::max(shortestTickMs, 1000 / m_rate->value()));
    emit runningChanged(true);
    refresh();
}

void GeneratorForm::stop()
{
    if (!isRunning())
        return;
    m_timer.stop();
    emit runningChanged(false);
    refresh();
}

void GeneratorForm::tick()
{
    // Due by now, so that the rate holds however late the timer is.
    const qint64 due = m_since.elapsed() * m_rate->value() / 1000 + 1;
    const int until = static_cast<int>(std::min<qint64>(due, m_count->value()));
    while (m_sent < until && isRunning()) {
        ++m_sent;
        emit acted(next());
    }
    if (m_sent >= m_count->value())
        stop();
    refresh();
}

command::Act GeneratorForm::next()
{
    const auto width = std::min(m_accounts.size(), static_cast<std::size_t>(m_width->value()));
    command::Act act;
    act.account = m_accounts[m_random() % width];
    act.type =
        m_random() % 10 < depositsOfTen ? TransactionType::Deposit : TransactionType::Withdraw;
    act.amount = Cents(static_cast<std::int64_t>(m_random() % largestAmount) + 1);
    return act;
}

void GeneratorForm::refresh()
{
    const bool running = isRunning();
    for (QSpinBox* spin : {m_width, m_rate, m_count, m_seed})
        spin->setEnabled(!running);
    m_progress->setRange(0, m_count->value());
    m_progress->setValue(m_sent);
    m_toggle->setText(running ? tr("Stop") : tr("Start"));
    if (const QString icon = running ? u"stop"_s : u"play"_s; icon != m_icon) {
        m_icon = icon;
        setIconName(m_toggle, icon);
        emit iconChanged();
    }
    setTextIfNew(m_state,
                 m_sent > 0 ? tr("%1 of %2 sent").arg(m_sent).arg(m_count->value()) : QString());
    const QString reason = !m_reason.isEmpty() ? m_reason
        : m_accounts.empty()                   ? tr("There is no account yet: press Run first")
                                               : QString();
    setAvailable(m_toggle,
                 running ? tr("Stop sending") : tr("Send random deposits and withdrawals"),
                 running ? QString() : reason);
}

} // namespace stanscope
