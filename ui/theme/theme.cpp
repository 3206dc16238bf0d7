#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QColor rgb(QRgb value)
{
    return QColor(value);
}

ToneColors tone(QRgb mark, QRgb soft, QRgb text)
{
    return {rgb(mark), rgb(soft), rgb(text)};
}

// The soft backgrounds keep a contrast of 5.4 : 1 or more to their texts.
Theme makeLight()
{
    Theme theme;
    theme.dark = false;
    theme.background = rgb(0xeef1f5);
    theme.surface = rgb(0xffffff);
    theme.sunken = rgb(0xf6f8fa);
    theme.line = rgb(0xd9dfe7);
    theme.text = rgb(0x17202c);
    theme.text2 = rgb(0x5a6778);
    theme.text3 = rgb(0x616d7d);
    theme.accent = rgb(0x2f6fde);
    theme.onAccent = rgb(0xffffff);
    theme.tones = {tone(0x2f6fde, 0xdbe7fb, 0x1d57b8), tone(0x0b8468, 0xd3efe7, 0x076650),
                   tone(0xb96a00, 0xfbe8cb, 0x8a4e00), tone(0x7548d0, 0xe7defa, 0x5e36b3),
                   tone(0x7548d0, 0xe7defa, 0x5e36b3), tone(0x64748b, 0xe4e9ef, 0x475569),
                   tone(0x8b6b2e, 0xefe6d3, 0x6b511c), tone(0xb4305f, 0xf8dbe6, 0x98244f),
                   tone(0xc81e3a, 0xfde0e4, 0xad142f), tone(0xd9dfe7, 0xf6f8fa, 0x5a6778),
                   tone(0x2f6fde, 0xdbe7fb, 0x1d57b8)};
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.dark = true;
    theme.background = rgb(0x11161d);
    theme.surface = rgb(0x1a212b);
    theme.sunken = rgb(0x151b23);
    theme.line = rgb(0x2c3643);
    theme.text = rgb(0xe8edf4);
    theme.text2 = rgb(0xa3b0c0);
    theme.text3 = rgb(0x8a97a5);
    theme.accent = rgb(0x6ea8fe);
    theme.onAccent = rgb(0x0b1220);
    theme.tones = {tone(0x6ea8fe, 0x1d3355, 0x8ab8ff), tone(0x3ccaa2, 0x153f35, 0x4fd6b0),
                   tone(0xf2b04a, 0x47341a, 0xf5bd66), tone(0xb79cff, 0x33285a, 0xc6b0ff),
                   tone(0xb79cff, 0x33285a, 0xc6b0ff), tone(0x93a2b8, 0x2a333f, 0xa9b6c9),
                   tone(0xd4b373, 0x3b3322, 0xdcbd82), tone(0xff8ab0, 0x4a2234, 0xff9dbd),
                   tone(0xff6b7d, 0x4d1f28, 0xff8a98), tone(0x2c3643, 0x151b23, 0xa3b0c0),
                   tone(0x6ea8fe, 0x1d3355, 0x8ab8ff)};
    return theme;
}

QFont fontOf(const QString& family, QFontDatabase::SystemFont fallback, double pixels)
{
    QFont font = QFontDatabase::systemFont(fallback);
    font.setFamilies(QStringList{family} + font.families() + QStringList{u"DejaVu Sans"_s});
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    return font;
}

} // namespace

const Theme& lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

QString glyph(Tone tone)
{
    switch (tone) {
    case Tone::Flight:
        return u"…"_s;
    case Tone::Acked:
        return u"✓"_s;
    case Tone::Expired:
        return u"↻"_s;
    case Tone::Rejected:
        return u"⏎"_s;
    case Tone::Parked:
        return u"⇥"_s;
    case Tone::Skipped:
        return u"="_s;
    case Tone::Declined:
        return u"⊘"_s;
    case Tone::Failed:
        return u"⚡"_s;
    case Tone::Violated:
        return u"!"_s;
    case Tone::Dead:
        return u"✕"_s;
    case Tone::Moved:
        return u"→"_s;
    }
    return {};
}

QString toneName(Tone tone)
{
    switch (tone) {
    case Tone::Flight:
        return u"flight"_s;
    case Tone::Acked:
        return u"acked"_s;
    case Tone::Expired:
        return u"expired"_s;
    case Tone::Rejected:
        return u"rejected"_s;
    case Tone::Parked:
        return u"parked"_s;
    case Tone::Skipped:
        return u"skipped"_s;
    case Tone::Declined:
        return u"declined"_s;
    case Tone::Failed:
        return u"failed"_s;
    case Tone::Violated:
        return u"violated"_s;
    case Tone::Dead:
        return u"dead"_s;
    case Tone::Moved:
        return u"moved"_s;
    }
    return {};
}

QFont textFont(double scale)
{
    return fontOf(u"Inter"_s, QFontDatabase::GeneralFont, 13 * scale);
}

QFont numberFont(double scale)
{
    QFont font = fontOf(u"JetBrains Mono"_s, QFontDatabase::FixedFont, 12 * scale);
    font.setStyleHint(QFont::Monospace);
    return font;
}

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.background);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, theme.sunken);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.text3);
    palette.setColor(QPalette::Button, theme.surface);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme[Tone::Violated].mark);
    palette.setColor(QPalette::ToolTipBase, theme.surface);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme[Tone::Flight].soft);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::Link, theme[Tone::Flight].text);
    palette.setColor(QPalette::LinkVisited, theme[Tone::Flight].text);
    palette.setColor(QPalette::Light, theme.surface);
    palette.setColor(QPalette::Midlight, theme.sunken);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Shadow, theme.background);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.text3);
    return palette;
}

} // namespace stanscope
