#pragma once

#include "ui/models/clientbook.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <map>
#include <vector>

class QVBoxLayout;

namespace stanscope {

class ForeignCard;

/// Cards of the subscribers that are not ours, where they are few; else see ForeignTree.
class ForeignCards : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t mostCards = 12;

    explicit ForeignCards(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    /// Away with all cards: something else shows the clients.
    void forget();
    void setTheme(const Theme& theme, double scale);
    bool isEmpty() const { return m_cards.empty(); }

private:
    void place(const std::vector<ClientRow>& rows);

    ClientBook m_book;
    std::map<ClientId, ForeignCard*> m_cards;
    std::vector<ClientId> m_order;
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    QVBoxLayout* m_list;
};

} // namespace stanscope
