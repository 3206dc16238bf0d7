#pragma once

#include "core/lab/snapshot.h"
#include "core/session/abilities.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAbstractButton;

namespace stanscope {

/// A form that a button shows and hides.
struct Disclosure
{
    QAbstractButton* open = nullptr;
    QWidget* form = nullptr;
};

/// What fills one dock. A panel shows snapshots and changes its widgets only where something
/// changed; it never talks to the broker: what a person asks for leaves as a signal. GUI thread.
class Panel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Called once a frame at most; never with null.
    virtual void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) = 0;
    /// Painted parts and icons follow; the style sheet does the rest. `scale` 1 is 13 px type.
    virtual void setTheme(const Theme& theme, double scale);
    /// What of it is folded away.
    virtual std::vector<Disclosure> disclosures() const { return {}; }
    /// Of the session whose snapshots it shows; told before the first of them.
    void setAbilities(const Abilities& abilities);

signals:
    /// The quiet text at the right of the dock's title row.
    void detailChanged(const QString& detail);
    void titleChanged(const QString& title);
    /// The state dot before the title.
    void dotChanged(stanscope::Tone tone);

protected:
    const Theme& theme() const { return *m_theme; }
    double scale() const { return m_scale; }
    const Abilities& abilities() const { return m_abilities; }
    /// What disabled commands say; empty: nothing forbids them.
    const QString& whyNot() const { return m_abilities.whyNot; }
    virtual void abilitiesChanged() { }
    int px(double pixels) const;
    /// Emits `detailChanged` only when it is another text.
    void setDetail(const QString& detail);

private:
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    QString m_detail;
    Abilities m_abilities;
};

} // namespace stanscope
