#pragma once

#include "ui/models/clientbook.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace stanscope {

class StateDot;

/// One STAN client that is not ours: what the wire tells of it. It has no buttons: to pause or kill
/// somebody takes a pid of ours.
class ForeignCard : public QWidget
{
    Q_OBJECT

public:
    explicit ForeignCard(const ClientId& client, QWidget* parent = nullptr);

    void setRow(const ClientRow& row);
    void setTheme(const Theme& theme, double scale);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    ClientRow m_row;
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    StateDot* m_dot;
    QLabel* m_name;
    QLabel* m_health;
    QLabel* m_outstanding;
    QLabel* m_counts;
    QLabel* m_subscriptions;
};

} // namespace stanscope
