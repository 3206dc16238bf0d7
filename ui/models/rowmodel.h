#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/selection.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace stanscope {

/// One column of a table; texts are marked for translation in the context `stanscope::Columns`.
struct Column
{
    const char* title;
    const char* toolTip;
    int width; ///< px at scale 1; more where the title needs it
    bool number; ///< right-aligned, in the number font
    bool time = false; ///< of a moment: the title ends with its unit, ", s"
};

/// The index plumbing of every table here: a subclass gives its columns, its row count and its
/// cells. GUI thread.
class RowModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role
    {
        ToneRole = Qt::UserRole + 1, ///< Tone, or nothing: the cell is an outcome tag
        SelectionRole, ///< Selection of the row
        ClientRole, ///< QString: whom the row is about; empty: it is about a message
        SubscriptionRole, ///< uint: which subscription of it; 0: none
        NumberRole, ///< bool; also of a header section
        WidthRole, ///< int, px at scale 1; header sections only
        ShownRole, ///< bool; header sections only. headerDataChanged says that it changed
    };

    virtual void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) = 0;
    /// The row that shows `selection`, if there is one.
    virtual std::optional<int> rowOf(const Selection& selection) const = 0;
    /// Whether its order is not the point, so that sort() is offered.
    virtual bool isSortable() const { return false; }
    /// Moments by the clock on the wall, or since the start of the run.
    void setWallClock(bool wallClock);
    bool isWallClock() const { return m_wallClock; }

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const final;

protected:
    explicit RowModel(std::span<const Column> columns, QObject* parent);

    virtual int rows() const = 0;
    virtual QString text(int row, int column) const = 0;
    virtual bool isShown(int column) const;
    /// Instead of the column's own; marked for translation like those. Nullptr: its own.
    virtual const char* otherTitle(int column) const;
    virtual std::optional<Tone> tone(int row, int column) const;
    virtual Selection selectionAt(int row) const;
    virtual QString clientAt(int row) const;
    virtual std::uint32_t subscriptionAt(int row) const;
    virtual QString toolTip(int row, int column) const;

    /// Whose moments the cells tell; before rows are shown.
    void readClock(const Snapshot& snapshot);
    /// Of a moment in monotonic ns; empty for 0: not yet.
    QString momentText(std::int64_t time) const;
    const Column& column(int section) const;

private:
    std::span<const Column> m_columns;
    bool m_wallClock = false;
    Nanos m_start{};
    std::int64_t m_startUnixNs = 0; ///< 0: not known
};

} // namespace stanscope
