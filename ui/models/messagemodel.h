#pragma once

#include "ui/models/historymodel.h"

namespace stanscope {

/// The channel history: one row a message, in storage order. With several channels, or attached to
/// another's broker, it names the channel; attached, the payload stands for the bank's columns.
class MessageModel : public HistoryModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        SequenceColumn,
        ChannelColumn,
        TimeColumn,
        AccountColumn,
        NumberColumn,
        TypeColumn,
        AmountColumn,
        PayloadColumn,
        DeliveriesColumn,
        LastReplicaColumn,
        OutcomeColumn,
    };

    explicit MessageModel(QObject* parent = nullptr);

    std::optional<int> rowOf(const Selection& selection) const override;
    Facets facets() const override;

protected:
    bool absorb(const Snapshot& snapshot, bool isNew) override;
    std::size_t sizeIn(const Extent& extent) const override;
    std::vector<std::uint32_t> changedIn(const Changes& changes) const override;
    NameId channelIn(const History& history, std::size_t source) const override;
    RowTraits traitsOf(std::size_t source, Facets wanted) const override;
    bool hasWord(std::size_t source, TextWord& word) const override;
    bool isShown(int column) const override;
    const char* otherTitle(int column) const override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    Selection selectionAt(int row) const override;
    QString toolTip(int row, int column) const override;

private:
    QString outcomeText(std::size_t source) const;
    QString decisionText(std::size_t source) const;
    NameId holderAgain(std::size_t source) const;
    bool isTimeToCome(const MessageRow& message) const;
    QString storedTime(const MessageRow& message) const;

    bool m_missesPublishes = false;
    std::int64_t m_startedAtUnixNs = 0;
    const MessageRow& at(int row) const;
    QString payload(const MessageRow& message) const;
};

} // namespace stanscope
