#pragma once

#include <QHash>
#include <QString>
#include <QVariant>

class QWidget;

namespace stanscope {

/// What a person has put into the fields of a window: texts, numbers, choices, ticks, what is
/// unfolded and where the keyboard is. By object names, so that another window of the same build
/// can take it.
class FormState
{
public:
    static FormState of(const QWidget& window);
    /// A field that the window does not have, or a choice that it does not offer, is left out.
    void giveTo(QWidget& window) const;

private:
    QHash<QString, QVariant> m_values;
    QString m_focus; ///< empty: none of these has the keyboard
};

} // namespace stanscope
