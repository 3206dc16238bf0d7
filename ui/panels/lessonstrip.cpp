#include "ui/panels/lessonstrip.h"

#include "ui/panels/panelkit.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

LessonStrip::LessonStrip(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(u"lessonStrip"_s);
    m_text->setObjectName(u"lessonText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void LessonStrip::setText(const QString& text)
{
    setTextIfNew(m_text, text);
}

QString LessonStrip::text() const
{
    return m_text->text();
}

void LessonStrip::setTheme(const Theme& theme, double scale)
{
    const int size = static_cast<int>(std::lround(18 * scale));
    m_icon->setPixmap(themedIcon(u"lesson"_s, theme.accent, theme.text3).pixmap(size, size));
}

} // namespace stanscope
