#pragma once

#include "core/lab/violationbook.h"
#include "ui/models/historymodel.h"

namespace stanscope {

/// One row a violation, as the verdict counts them: decisions in the order of the commits, and what
/// only the audit knows.
class ViolationModel : public HistoryModel
{
    Q_OBJECT

public:
    enum ColumnIndex
    {
        TimeColumn,
        CodeColumn,
        AccountColumn,
        NumberColumn,
        SequenceColumn,
        ReplicaColumn,
        SentenceColumn,
        RuleColumn,
    };

    explicit ViolationModel(QObject* parent = nullptr);

    std::optional<int> rowOf(const Selection& selection) const override;
    bool isSortable() const override { return true; }
    Facets facets() const override;

protected:
    std::size_t sizeIn(const Extent& extent) const override;
    std::vector<std::uint32_t> changedIn(const Changes& changes) const override;
    RowTraits traitsOf(std::size_t source, Facets wanted) const override;
    bool hasWord(std::size_t source, TextWord& word) const override;
    SortKey sortKeyOf(std::size_t source, int column) const override;
    bool absorb(const Snapshot& snapshot, bool isNew) override;
    QString text(int row, int column) const override;
    std::optional<Tone> tone(int row, int column) const override;
    Selection selectionAt(int row) const override;

private:
    QString cell(const ListedViolation& violation, int column) const;
    QString codeText(const ListedViolation& violation) const;
    QString sentence(const ListedViolation& violation) const;
    Selection selectionOfSource(std::size_t source) const;

    ViolationBook m_book;
    std::uint64_t m_audits = 0;
    bool m_sentencesChanged = false; ///< since the last rows were announced
};

} // namespace stanscope
