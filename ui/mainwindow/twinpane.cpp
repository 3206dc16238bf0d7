#include "ui/mainwindow/twinpane.h"

#include "ui/models/handlerwords.h"
#include "ui/models/tones.h"
#include "ui/models/unjudged.h"
#include "ui/panels/accountpanel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/verdictpill.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int accountWidth = 300; // px at scale 1

QFrame* twinCard(QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setObjectName(u"card"_s);
    return card;
}

/// How many were answered otherwise than in order they would be.
std::size_t wrongAnswers(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < snapshot.extent.transactions; ++i) {
        const TransactionRow& row = history.transactions[i];
        wrong += (row.approvedInOrder ? row.declined.get() : row.applied.get()) > 0 ? 1U : 0U;
    }
    return wrong;
}

/// From the first action to the last decision that there is.
std::optional<Nanos> timeTaken(const Snapshot& snapshot)
{
    const History& history = *snapshot.history;
    if (snapshot.extent.transactions == 0 || snapshot.extent.ledger == 0)
        return {};
    Nanos last{};
    for (std::size_t i = 0; i < snapshot.extent.ledger; ++i)
        last = std::max(last, history.ledger[i].committedAt);
    return last - history.transactions[0].acceptedAt;
}

} // namespace

TwinPane::TwinPane(Handler handler, QWidget* parent)
    : QWidget(parent)
    , m_handler(handler)
    , m_title(makeLabel(u"title"_s, this))
    , m_detail(makeLabel(u"secondary"_s, this))
    , m_sentence(makeLabel({}, this))
    , m_note(makeLabel(u"secondary"_s, this))
    , m_timeline(new TimelineView(this))
    , m_accountTitle(makeLabel(u"title"_s, this))
    , m_account(new AccountPanel(this))
    , m_pill(new VerdictPill(this))
{
    setObjectName(u"twinPane-"_s + QString::fromStdString(std::string(toText(handler))));
    for (Fact& fact : m_facts) {
        fact.name = makeLabel(u"secondary"_s, this);
        fact.value = makeLabel(u"number"_s, this);
    }
    m_facts[Answers].value->setObjectName(u"twinAnswers"_s);
    m_note->setObjectName(u"twinNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    m_sentence->setObjectName(u"twinPaneSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->hide();
    m_pill->setShort(true);
    m_timeline->setPlain(true);
    build();
    retranslate();
    connect(m_account, &AccountPanel::titleChanged, m_accountTitle, &QLabel::setText);
    connect(m_account, &AccountPanel::accountChosen, m_timeline, &TimelineView::setAccount);
}

void TwinPane::build()
{
    auto* picture = twinCard(this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_detail);
    auto* pictureRows = new QVBoxLayout(picture);
    pictureRows->setContentsMargins(0, 8, 0, 4); // the timeline has margins of its own
    pictureRows->setSpacing(2);
    pictureRows->addLayout(head);
    pictureRows->addWidget(m_timeline, 1);

    auto* money = twinCard(this);
    auto* moneyHead = new QHBoxLayout;
    moneyHead->setContentsMargins(12, 0, 12, 0);
    moneyHead->addWidget(m_accountTitle);
    moneyHead->addStretch(1);
    moneyHead->addWidget(m_pill);
    auto* facts = new QGridLayout;
    facts->setContentsMargins(12, 0, 12, 0);
    facts->setHorizontalSpacing(12);
    facts->setVerticalSpacing(4);
    facts->setColumnStretch(1, 1);
    for (int i = 0; i < FactKinds; ++i) {
        const Fact& fact = m_facts[static_cast<std::size_t>(i)];
        facts->addWidget(fact.name, i, 0);
        facts->addWidget(fact.value, i, 1);
    }
    auto* moneyRows = new QVBoxLayout(money);
    moneyRows->setContentsMargins(0, 8, 0, 8);
    moneyRows->setSpacing(2);
    moneyRows->addLayout(moneyHead);
    moneyRows->addWidget(m_account);
    moneyRows->addLayout(facts);
    moneyRows->addWidget(m_sentence);
    moneyRows->addWidget(m_note);
    moneyRows->addStretch(1);
    m_sentence->setContentsMargins(12, 8, 12, 0);
    m_note->setContentsMargins(12, 4, 12, 0);

    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(picture, 1);
    all->addWidget(money);
    money->setFixedWidth(accountWidth);
}

void TwinPane::retranslate()
{
    const HandlerWords words = handlerWords().at(static_cast<std::size_t>(m_handler));
    m_title->setText(words.name);
    m_detail->setText(words.does);
    m_accountTitle->setText(tr("Account"));
    m_facts[Deliveries].name->setText(tr("deliveries"));
    m_facts[Redelivered].name->setText(tr("redelivered"));
    m_facts[Rejected].name->setText(tr("rejected"));
    m_facts[Parked].name->setText(tr("parked"));
    m_facts[Answers].name->setText(tr("wrong answers"));
    m_facts[Took].name->setText(tr("took"));
    if (m_snapshot)
        showFacts();
}

void TwinPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TwinPane::setAbilities(const Abilities& abilities)
{
    m_account->setAbilities(abilities);
}

void TwinPane::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    m_timeline->showSnapshot(snapshot);
    showJudgement();
    showFacts();
}

void TwinPane::showJudgement()
{
    const auto shown = m_unjudged ? stanscope::unjudged(m_snapshot) : m_snapshot;
    m_account->showSnapshot(shown);
    m_pill->showSnapshot(*shown);
}

void TwinPane::showFacts()
{
    const Snapshot& snapshot = *m_snapshot;
    std::uint64_t rejected = 0;
    std::uint64_t parked = 0;
    for (const ReplicaView& replica : snapshot.replicas) {
        rejected += replica.rejected;
        parked += replica.parked;
    }
    const auto show = [this](FactKind kind, std::uint64_t count) {
        setTextIfNew(m_facts[kind].value, QString::number(count));
    };
    show(Deliveries, snapshot.deliveries);
    show(Redelivered, snapshot.redeliveries);
    show(Rejected, rejected);
    show(Parked, parked);
    const std::size_t wrong = wrongAnswers(snapshot);
    setTextIfNew(m_facts[Answers].value,
                 wrong == 0 ? tr("none")
                            : tr("%1 of %2").arg(wrong).arg(snapshot.extent.transactions));
    setStyleProperty(m_facts[Answers].value, "tone",
                     wrong == 0 ? QString() : toneName(Tone::Violated));
    const auto took = timeTaken(snapshot);
    setTextIfNew(m_facts[Took].value, took ? tr("%1 s").arg(timeText(*took, 2)) : tr("–"));
}

void TwinPane::setSentence(const QString& sentence)
{
    setTextIfNew(m_sentence, sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void TwinPane::setUnjudged(bool unjudged)
{
    if (m_unjudged == unjudged)
        return;
    m_unjudged = unjudged;
    m_pill->setUnjudged(unjudged);
    m_account->setUnjudged(unjudged);
    if (m_snapshot)
        showJudgement();
}

void TwinPane::setNote(const QString& note)
{
    setTextIfNew(m_note, note);
    m_note->setVisible(!note.isEmpty());
}

void TwinPane::setTheme(const Theme& theme, double scale)
{
    m_timeline->setTheme(theme, scale);
    m_account->setTheme(theme, scale);
    m_pill->setTheme(theme, scale);
}

std::optional<Nanos> TwinPane::firstAction() const
{
    if (!m_snapshot || m_snapshot->extent.transactions == 0)
        return {};
    const History& history = *m_snapshot->history;
    return history.transactions[0].acceptedAt - history.start;
}

} // namespace stanscope
