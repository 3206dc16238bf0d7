#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <array>
#include <cstdint>

namespace stanscope {

/// What a colour says. Colour means outcome, never decoration.
enum class Tone : std::uint8_t
{
    Flight, ///< in flight, waiting
    Acked, ///< acked, applied, valid
    Expired, ///< expired, redelivered, applied late
    Rejected,
    Parked, ///< early, kept
    Skipped,
    Declined,
    Failed, ///< failed, crashed, fault fired
    Violated,
    Dead, ///< sent to a dead process
    Moved, ///< handed on: its member left
};
inline constexpr std::size_t toneCount = 11;

struct ToneColors
{
    QColor mark;
    QColor soft; ///< background behind `text`
    QColor text;
};

/// The one table of colours.
struct Theme
{
    bool dark = false;
    QColor background;
    QColor surface;
    QColor sunken;
    QColor line;
    QColor text;
    QColor text2;
    QColor text3;
    QColor accent;
    QColor onAccent;
    std::array<ToneColors, toneCount> tones;

    const ToneColors& operator[](Tone tone) const { return tones[static_cast<std::size_t>(tone)]; }
};

const Theme& lightTheme();
const Theme& darkTheme();

/// "…", "✓", "↻", "⏎", "⇥", "=", "⊘", "⚡", "!", "✕", "→".
QString glyph(Tone tone);
/// The tone's word in the style sheet: `QLabel[tone="acked"]`.
QString toneName(Tone tone);

/// Inter, else the system's font. `scale` 1 is 13 px.
QFont textFont(double scale = 1.0);
/// JetBrains Mono, else the system's fixed font; 12 px at scale 1. For numbers and ids.
QFont numberFont(double scale = 1.0);

QPalette paletteOf(const Theme& theme);
/// The generated style sheet for the whole application; pixel sizes follow `scale`.
QString styleSheetOf(const Theme& theme, double scale);

} // namespace stanscope
