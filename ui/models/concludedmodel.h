#pragma once

#include "core/words/words.h"
#include "ui/models/keyedmodel.h"

namespace stanscope {

/// What was concluded about a channel or a client, at its moment and in words, oldest first. A
/// subclass says which rows these are and what their words are, and may have columns behind them.
template <typename Row>
class ConcludedModel : public KeyedModel<Row>
{
public:
    enum ColumnIndex
    {
        TimeColumn,
        ChannelColumn,
        ClientColumn,
        TextColumn,
        FirstOwnColumn,
    };

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) final
    {
        if (!snapshot)
            return;
        this->readClock(*snapshot);
        this->showRows(rowsOf(*snapshot));
    }
    /// Nothing else is selected with one.
    std::optional<int> rowOf(const Selection&) const final { return {}; }

protected:
    using KeyedModel<Row>::KeyedModel;

    virtual const std::vector<Row>& rowsOf(const Snapshot& snapshot) const = 0;
    virtual const Message& messageOf(const Row& row) const = 0;

    bool isSameRow(const Row& left, const Row& right) const override
    {
        return left.time == right.time && left.channel == right.channel
            && left.client == right.client && messageOf(left) == messageOf(right);
    }
    SortKey sortKeyOf(const Row& row, int column) const override
    {
        switch (column) {
        case ChannelColumn:
            return {0, QString::fromStdString(row.channel.value())};
        case ClientColumn:
            return {0, QString::fromStdString(row.client.value())};
        case TextColumn:
            return {0, words(messageOf(row))};
        }
        return {static_cast<double>(row.time.count()), {}};
    }
    QString text(int row, int column) const override
    {
        const Row& one = this->at(row);
        switch (column) {
        case TimeColumn:
            return this->momentText(one.time.count());
        case ChannelColumn:
            return QString::fromStdString(one.channel.value());
        case ClientColumn:
            return QString::fromStdString(one.client.value());
        case TextColumn:
            return words(messageOf(one));
        }
        return {};
    }
};

} // namespace stanscope
