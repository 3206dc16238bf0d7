#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QWidget>

namespace stanscope {

/// The verdict, to be read from the last row: "✓ VALID  ann 10 = 10". A violation that the balance
/// does not show is told in words. A click on a violated one asks for the list of all violations.
class VerdictPill : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictPill(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    /// Nobody is to know yet: with the next snapshot, which has no verdict.
    void setUnjudged(bool unjudged) { m_unjudged = unjudged; }
    void setTheme(const Theme& theme, double scale);

    QString text() const { return m_word + m_detail; }
    audit::Verdict verdict() const { return m_verdict; }
    QSize sizeHint() const override;
    /// The word only, where there is no room for the reason; the strip has it as well.
    void setShort(bool isShort);
    /// What the reason takes, px.
    int reasonWidth() const;
    QSize minimumSizeHint() const override;

signals:
    void violationsAsked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QFont wordFont() const;
    int px(double pixels) const;

    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    bool m_short = false;
    bool m_unjudged = false;
    audit::Verdict m_verdict = audit::Verdict::Pending;
    QString m_word;
    QString m_detail;
};

} // namespace stanscope
