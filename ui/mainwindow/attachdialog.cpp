#include "ui/mainwindow/attachdialog.h"

#include "ui/mainwindow/columnscroll.h"
#include "ui/mainwindow/credentialsform.h"
#include "ui/mainwindow/savedconnections.h"
#include "ui/mainwindow/settingskeys.h"
#include "ui/panels/panelkit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualWidth = 560;
/// What a window manager may draw around the dialog.
constexpr int titleBarRoom = 48;

QLabel* wrapped(const QString& role, QWidget* parent, const QString& text = {})
{
    QLabel* label = makeLabel(role, parent, text);
    label->setWordWrap(true);
    return label;
}

} // namespace

AttachDialog::AttachDialog(const QStringList& contexts, QWidget* parent)
    : QDialog(parent)
    , m_saved(new QComboBox(this))
    , m_context(new QComboBox(this))
    , m_url(new QLineEdit(this))
    , m_cluster(new QLineEdit(this))
    , m_monitoring(new QLineEdit(this))
    , m_monitoringNote(wrapped(u"secondary"_s, this))
    , m_more(makeButton(tr("C&redentials and TLS…"), {}, u"attachMore"_s,
                        tr("User, token, credentials file, certificates"), this))
    , m_credentials(new CredentialsForm(this))
    , m_lowImpact(
          new QCheckBox(tr("&Low impact: listen only where it is known that STAN talks"), this))
    , m_effect(wrapped(u"secondary"_s, this))
    , m_cause(wrapped(u"title"_s, this))
    , m_remedy(wrapped(u"secondary"_s, this))
{
    setObjectName(u"attachDialog"_s);
    setWindowTitle(tr("Attach to a broker"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    addBrokerFields(form, contexts);
    m_more->setCheckable(true);
    m_credentials->QWidget::hide();
    m_lowImpact->setObjectName(u"attachLowImpact"_s);
    m_cause->setObjectName(u"attachCause"_s);
    m_remedy->setObjectName(u"attachRemedy"_s);
    setTone(m_cause, Tone::Failed);
    auto* buttons = new QDialogButtonBox(this);
    QPushButton* attach = makeButton(tr("&Attach"), {}, u"attachButton"_s,
                                     tr("Watch this broker. It is not changed"), this);
    attach->setProperty("kind", u"primary"_s);
    buttons->addButton(attach, QDialogButtonBox::AcceptRole);
    QPushButton* cancel = makeButton(tr("Cancel"), {}, u"attachCancel"_s,
                                     tr("Back, and nothing is changed (Escape)"), this);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* content = new QWidget;
    auto* fields = new QVBoxLayout(content);
    fields->setContentsMargins(16, 14, 16, 0);
    fields->setSpacing(8);
    fields->addLayout(form);
    fields->addWidget(m_more, 0, Qt::AlignLeft);
    fields->addWidget(m_credentials);
    fields->addWidget(m_lowImpact);
    fields->addWidget(makeExplanation());
    fields->addStretch(1);
    m_scroll = new ColumnScroll(content, this);

    // Never scrolled away: what is wrong, and the way out.
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(16, 0, 16, 14);
    foot->setSpacing(8);
    foot->addWidget(m_cause);
    foot->addWidget(m_remedy);
    foot->addWidget(buttons);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_scroll, 1);
    all->addLayout(foot);
    wire(attach);
    attach->setDefault(true);
    forgetMistake();
    explain();
    setMinimumWidth(usualWidth);
    m_url->setFocus();
}

void AttachDialog::addBrokerFields(QFormLayout* form, const QStringList& contexts)
{
    m_form = form;
    m_saved->setObjectName(u"attachSaved"_s);
    m_saved->setToolTip(tr("Brokers that were attached to before; passwords and tokens are not "
                           "kept"));
    m_saved->setPlaceholderText(tr("choose one…"));
    form->addRow(tr("&Used before"), m_saved);
    form->setRowVisible(m_saved, false);
    m_context->setObjectName(u"attachContext"_s);
    m_context->addItem(tr("none"), QString());
    for (const QString& name : contexts)
        m_context->addItem(name, name);
    m_context->setToolTip(tr("A context of the nats command line fills in server and credentials"));
    m_url->setObjectName(u"attachUrl"_s);
    m_url->setText(u"nats://127.0.0.1:4222"_s);
    m_url->setToolTip(tr("The NATS server that the broker is connected to; several with commas"));
    m_cluster->setObjectName(u"attachCluster"_s);
    m_cluster->setText(u"test-cluster"_s);
    m_cluster->setToolTip(tr("What the broker was started with (-cid)"));
    m_monitoring->setObjectName(u"attachMonitoring"_s);
    m_monitoring->setPlaceholderText(tr("none: the mirror starts empty"));
    m_monitoring->setToolTip(
        tr("Where the broker answers channelsz and clientsz over HTTP (-m, --http_port); of a "
           "cluster those of all servers, with commas"));
    form->addRow(tr("Conte&xt"), m_context);
    form->addRow(tr("&Server URL"), m_url);
    form->addRow(tr("&Cluster id"), m_cluster);
    form->addRow(tr("&Monitoring URL"), m_monitoring);
    form->addRow({}, m_monitoringNote);
    if (contexts.isEmpty())
        form->setRowVisible(m_context, false);
}

QWidget* AttachDialog::makeExplanation()
{
    auto* box = new QFrame(this);
    box->setObjectName(u"inset"_s);
    m_effect->setObjectName(u"attachEffect"_s);
    auto* inside = new QVBoxLayout(box);
    inside->setContentsMargins(12, 8, 12, 8);
    inside->setSpacing(4);
    inside->addWidget(makeLabel(u"title"_s, box, tr("What watching changes")));
    inside->addWidget(wrapped(u"secondary"_s, box,
                              tr("stanscope only listens: it never becomes a STAN client, sends "
                                 "nothing, and acks nothing.")));
    inside->addWidget(m_effect);
    return box;
}

void AttachDialog::wire(QPushButton* attach)
{
    connect(attach, &QPushButton::clicked, this, &AttachDialog::tryToAttach);
    connect(m_more, &QPushButton::toggled, m_credentials, &QWidget::setVisible);
    connect(m_more, &QPushButton::toggled, this, &AttachDialog::fit);
    connect(m_context, &QComboBox::activated, this,
            [this] { emit contextChosen(m_context->currentData().toString()); });
    connect(m_saved, &QComboBox::activated, this, &AttachDialog::useSaved);
    connect(m_url, &QLineEdit::textChanged, this, &AttachDialog::guessMonitoring);
    connect(m_monitoring, &QLineEdit::textEdited, this, [this] { m_ownMonitoring = true; });
    connect(m_lowImpact, &QCheckBox::toggled, this, &AttachDialog::explain);
    for (QLineEdit* edit : {m_url, m_cluster, m_monitoring}) {
        connect(edit, &QLineEdit::textChanged, this, &AttachDialog::forgetMistake);
        connect(edit, &QLineEdit::textChanged, this, &AttachDialog::explain);
    }
    connect(m_credentials, &CredentialsForm::edited, this, &AttachDialog::forgetMistake);
    guessMonitoring();
}

void AttachDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fit();
}

/// As high as what is in it, as far as the screen goes; beyond, the fields scroll.
void AttachDialog::fit()
{
    if (!isVisible())
        return;
    m_scroll->widget()->layout()->activate();
    layout()->activate();
    const int missing = m_scroll->wantedHeight() - m_scroll->contentsRect().height();
    const int highest = screen()->availableGeometry().height() - titleBarRoom;
    resize(width(), std::min(height() + missing, highest));
}

void AttachDialog::guessMonitoring()
{
    if (!m_ownMonitoring)
        m_monitoring->setText(guessedMonitoring(m_url->text()));
}

// The numbers are those of protocol section 5.1.
void AttachDialog::explain()
{
    m_monitoringNote->setText(
        m_monitoring->text().trimmed().isEmpty()
            ? tr("Without it, clients and messages from before now stay unknown, and nothing "
                 "compares the mirror with the broker.")
            : m_ownMonitoring
            ? tr("Clients, subscriptions and what is outstanding are known from the start.")
            : tr("A guess. With it, clients, subscriptions and what is outstanding are known from "
                 "the start; clear it when the broker has no monitoring."));
    m_effect->setText(
        m_lowImpact->isChecked()
            ? tr("Low impact: the broker notices a dead client as without a watcher. But the "
                 "inbox of a new subscription is learned while it is made: its first deliveries "
                 "may be missed.")
            : tr("The broker notices a dead client later: after (hbi + hbt)·(hbf + 1) instead of "
                 "hbi·(hbf + 1). Taking a dead client's id over takes about 502 ms instead of "
                 "1 ms. Requests to an absent broker time out instead of failing at once."));
    fit();
}

AttachInput AttachDialog::input() const
{
    AttachInput input;
    input.url = m_url->text();
    input.cluster = m_cluster->text();
    input.monitoring = m_monitoring->text();
    input.lowImpact = m_lowImpact->isChecked();
    m_credentials->readInto(input);
    return input;
}

QLineEdit* AttachDialog::field(AttachMistake::Field field) const
{
    using Field = AttachMistake::Field;
    switch (field) {
    case Field::Url:
        return m_url;
    case Field::Cluster:
        return m_cluster;
    case Field::Monitoring:
        return m_monitoring;
    case Field::User:
    case Field::Token:
    case Field::CredsFile:
    case Field::NkeyFile:
    case Field::TlsCa:
    case Field::TlsCert:
    case Field::TlsKey:
        break;
    }
    return m_credentials->field(field);
}

void AttachDialog::tryToAttach()
{
    const auto looked = attachOptionsOf(input());
    if (const auto* mistake = std::get_if<AttachMistake>(&looked)) {
        showMistake(mistake->cause, mistake->remedy);
        QLineEdit* wrong = field(mistake->field);
        if (m_credentials->isAncestorOf(wrong))
            m_more->setChecked(true);
        setStyleProperty(wrong, "invalid", u"true"_s);
        wrong->setFocus();
        m_scroll->ensureWidgetVisible(wrong);
        return;
    }
    forgetMistake();
    emit attachRequested(std::get<AttachOptions>(looked));
    accept();
}

void AttachDialog::showMistake(const QString& cause, const QString& remedy)
{
    forgetMistake();
    m_cause->setText(cause);
    m_remedy->setText(remedy);
    m_cause->show();
    m_remedy->setVisible(!remedy.isEmpty());
    fit();
}

void AttachDialog::forgetMistake()
{
    m_cause->hide();
    m_remedy->hide();
    const auto edits = findChildren<QLineEdit*>();
    for (QLineEdit* edit : edits)
        setStyleProperty(edit, "invalid", u"false"_s);
}

void AttachDialog::showConnection(const ConnectionOptions& connection)
{
    forgetMistake();
    m_url->setText(utf8(connection.url));
    m_credentials->show(connection);
    m_more->setChecked(!m_credentials->isBlank());
}

void AttachDialog::showSaved(const QSettings& settings)
{
    m_savedInputs = SavedConnections::readFrom(settings);
    m_saved->clear();
    for (const AttachInput& input : m_savedInputs)
        m_saved->addItem(SavedConnections::titleOf(input));
    m_saved->setCurrentIndex(-1);
    m_form->setRowVisible(m_saved, m_savedInputs.size() > 1);
}

void AttachDialog::useSaved()
{
    const auto index = static_cast<std::size_t>(m_saved->currentIndex());
    if (index >= m_savedInputs.size())
        return;
    using Field = AttachMistake::Field;
    const AttachInput& input = m_savedInputs[index];
    forgetMistake();
    m_ownMonitoring = true;
    m_url->setText(input.url);
    m_cluster->setText(input.cluster);
    m_monitoring->setText(input.monitoring);
    field(Field::CredsFile)->setText(input.credsFile);
    field(Field::NkeyFile)->setText(input.nkeyFile);
    field(Field::TlsCa)->setText(input.tlsCa);
    field(Field::TlsCert)->setText(input.tlsCert);
    field(Field::TlsKey)->setText(input.tlsKey);
    m_lowImpact->setChecked(input.lowImpact);
    m_more->setChecked(!m_credentials->isBlank());
    explain();
}

void AttachDialog::restore(const QSettings& settings)
{
    showSaved(settings);
    const auto fill = [&](QLatin1String key, QLineEdit* edit) {
        if (const QString kept = settings.value(key).toString(); !kept.isEmpty())
            edit->setText(kept);
    };
    using Field = AttachMistake::Field;
    fill(settingskeys::attachUrl, m_url);
    fill(settingskeys::attachCluster, m_cluster);
    fill(settingskeys::attachCreds, field(Field::CredsFile));
    fill(settingskeys::attachNkey, field(Field::NkeyFile));
    fill(settingskeys::attachTlsCa, field(Field::TlsCa));
    fill(settingskeys::attachTlsCert, field(Field::TlsCert));
    fill(settingskeys::attachTlsKey, field(Field::TlsKey));
    if (settings.contains(settingskeys::attachMonitoring)) {
        m_monitoring->setText(settings.value(settingskeys::attachMonitoring).toString());
        m_ownMonitoring = m_monitoring->text() != guessedMonitoring(m_url->text());
    }
    m_lowImpact->setChecked(settings.value(settingskeys::attachLowImpact, false).toBool());
    m_more->setChecked(!m_credentials->isBlank());
    explain();
}

void AttachDialog::remember(QSettings& settings) const
{
    const AttachInput kept = SavedConnections::withoutSecrets(input());
    SavedConnections::add(settings, kept);
    settings.setValue(settingskeys::attachUrl, kept.url);
    settings.setValue(settingskeys::attachCluster, kept.cluster);
    settings.setValue(settingskeys::attachMonitoring, kept.monitoring);
    settings.setValue(settingskeys::attachLowImpact, kept.lowImpact);
    settings.setValue(settingskeys::attachCreds, kept.credsFile);
    settings.setValue(settingskeys::attachNkey, kept.nkeyFile);
    settings.setValue(settingskeys::attachTlsCa, kept.tlsCa);
    settings.setValue(settingskeys::attachTlsCert, kept.tlsCert);
    settings.setValue(settingskeys::attachTlsKey, kept.tlsKey);
}

} // namespace stanscope
