#pragma once

#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace stanscope {

/// What is known of a broker that is not ours; there is nothing to press.
class AttachedBroker : public QWidget
{
    Q_OBJECT

public:
    explicit AttachedBroker(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    /// Of the dot in the title row.
    static Tone toneOf(const Snapshot& snapshot);

private:
    QLabel* m_state;
    QLabel* m_counts;
    QLabel* m_channels;
};

} // namespace stanscope
