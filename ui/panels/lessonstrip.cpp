#include "ui/panels/lessonstrip.h"

#include "core/words/words.h"
#include "ui/panels/panelkit.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

// Time to read a sentence; much longer, and the strip would tell of what is long past.
constexpr int readingMs = 1200;

} // namespace

LessonStrip::LessonStrip(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_run(makeLabel(u"tag"_s, this))
    , m_text(new QLabel(this))
    , m_start(makeButton(tr("Start this lesson"), u"play"_s, u"startButton"_s,
                         tr("A real broker and real processes, shown step by step (F5)"), this))
{
    setObjectName(u"lessonStrip"_s);
    m_text->setObjectName(u"lessonText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_run->setObjectName(u"runShown"_s);
    m_run->setToolTip(tr("What is on screen. The toolbar chooses the next run"));
    m_run->hide();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_run);
    row->addWidget(m_text, 1);
    row->addWidget(m_start);
    m_start->setProperty("kind", u"primary"_s);
    m_start->hide();
    connect(m_start, &QPushButton::clicked, this, &LessonStrip::startAsked);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_reading.setSingleShot(true);
    m_reading.setInterval(readingMs);
    connect(&m_reading, &QTimer::timeout, this, &LessonStrip::next);
}

void LessonStrip::setText(const QString& text)
{
    beginAnew();
    m_sentence = text;
    refresh();
}

void LessonStrip::say(const QString& text)
{
    if (text.isEmpty() || text == m_sentence || m_waiting.contains(text))
        return;
    m_waiting.append(text);
    if (!m_reading.isActive())
        next();
}

void LessonStrip::next()
{
    if (m_waiting.isEmpty())
        return;
    m_sentence = m_waiting.takeFirst();
    refresh();
    m_reading.start();
}

void LessonStrip::setNotice(const ToldState& notice)
{
    m_notice = notice;
    refresh();
}

void LessonStrip::setRun(const QString& words)
{
    setTextIfNew(m_run, words);
    refresh();
}

void LessonStrip::refresh()
{
    const bool told = !m_notice.text.isEmpty();
    const QString whole =
        m_notice.detail.isEmpty() ? m_notice.text : m_notice.text + u' ' + m_notice.detail;
    m_run->setVisible(!told && !m_run->text().isEmpty());
    setTextIfNew(m_text, told ? whole : m_sentence);
    const bool plain = !told || m_notice.tone == Tone::Acked || m_notice.tone == Tone::Skipped;
    setStyleProperty(m_text, "tone", plain ? QString() : toneName(m_notice.tone));
    emit refreshed();
}

void LessonStrip::showLast()
{
    if (!m_waiting.isEmpty())
        setText(m_waiting.takeLast());
}

void LessonStrip::beginAnew()
{
    m_waiting.clear();
    m_reading.stop();
}

QString LessonStrip::text() const
{
    return m_sentence;
}

QString LessonStrip::shownText() const
{
    const bool namesRun = m_notice.text.isEmpty() && !m_run->text().isEmpty();
    return namesRun ? m_run->text() + u" · "_s + m_text->text() : m_text->text();
}

void LessonStrip::offerStart(bool offered)
{
    if (m_offersStart == offered)
        return;
    m_offersStart = offered;
    m_start->setVisible(offered);
    if (offered)
        m_start->setFocus(Qt::OtherFocusReason);
}

void LessonStrip::setTheme(const Theme& theme, double scale)
{
    const int size = static_cast<int>(std::lround(18 * scale));
    m_icon->setPixmap(themedIcon(u"lesson"_s, theme.accent, theme.text3).pixmap(size, size));
    tintIcons(this, theme);
}

} // namespace stanscope
