#pragma once

#include "ui/theme/theme.h"

#include <QObject>

namespace stanscope {

enum class ThemeChoice
{
    System,
    Light,
    Dark
};

/// Which theme and which type size the application shows: palette, fonts and style sheet follow.
/// There is one for all windows: what one window's changes, everybody's tells. GUI thread.
class Appearance : public QObject
{
    Q_OBJECT

public:
    static constexpr double smallest = 0.7;
    static constexpr double largest = 2.5;

    explicit Appearance(QObject* parent = nullptr);
    ~Appearance() override;
    Q_DISABLE_COPY_MOVE(Appearance)

    const Theme& theme() const;
    double scale() const { return m_scale; }
    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// Clamped to `smallest`..`largest`.
    void setScale(double scale);
    void zoomIn() { setScale(m_scale + 0.1); }
    void zoomOut() { setScale(m_scale - 0.1); }
    void zoomReset() { setScale(1.0); }
    /// Applies theme and scale to the application and tells it.
    void apply();

signals:
    void changed();

private:
    ThemeChoice m_choice = ThemeChoice::System;
    double m_scale = 1.0;
    bool m_systemDark = false;
};

} // namespace stanscope
