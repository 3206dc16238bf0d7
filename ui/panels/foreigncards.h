#pragma once

#include "ui/models/clientbook.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <map>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace stanscope {

class ForeignCard;

/// Cards of the subscribers that are not ours. A broker may have hundreds: the most interesting
/// ones have a card, and the rest is counted.
class ForeignCards : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t mostCards = 24;

    explicit ForeignCards(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    void setTheme(const Theme& theme, double scale);
    bool isEmpty() const { return m_cards.empty(); }

private:
    std::vector<const ClientRow*> chosen(const std::vector<ClientRow>& rows, Nanos now);
    void place(const std::vector<const ClientRow*>& rows);

    ClientBook m_book;
    std::map<ClientId, ForeignCard*> m_cards;
    std::vector<ClientId> m_order;
    std::vector<ClientId> m_known; ///< who there was when they were last sorted
    Nanos m_sortedAt{};
    const Theme* m_theme = &lightTheme();
    double m_scale = 1.0;
    QVBoxLayout* m_list;
    QLabel* m_more;
};

} // namespace stanscope
