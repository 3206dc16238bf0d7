#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QList>
#include <QString>

class QLabel;
class QPushButton;

namespace stanscope {

/// Errors with cause and remedy, never in a modal box. The latest is shown; dismissing it shows the
/// one before. The same problem again is counted, not repeated.
class Banner : public QFrame
{
    Q_OBJECT

public:
    struct Problem
    {
        QString cause;
        QString remedy;
        QString offer;
        int times = 1;
    };

    explicit Banner(QWidget* parent = nullptr);

    /// `offer`: a button says it, and offerTaken() follows; empty: no button.
    void add(const QString& cause, const QString& remedy, const QString& offer = {});
    void dismiss();
    void clear();
    const QList<Problem>& problems() const { return m_problems; }
    /// In place of what there is.
    void setProblems(const QList<Problem>& problems);
    int count() const { return static_cast<int>(m_problems.size()); }
    /// Lies over `row` from now on, so that nothing moves when a problem comes or goes.
    void cover(QWidget* row);
    void setTheme(const Theme& theme, double scale);

signals:
    void offerTaken();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void place();

    QList<Problem> m_problems; ///< at most 20, latest last
    QWidget* m_row = nullptr;
    QLabel* m_icon;
    QLabel* m_cause;
    QLabel* m_remedy;
    QLabel* m_more;
    QPushButton* m_offer;
    QPushButton* m_dismiss;
};

} // namespace stanscope
