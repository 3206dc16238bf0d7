#include "ui/mainwindow/exportmenu.h"

#include "ui/mainwindow/filequestions.h"
#include "ui/panels/panelkit.h"
#include "ui/plots/timelineview.h"

#include <QAction>
#include <QMenu>
#include <QSaveFile>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QString suffixOf(TableFormat format)
{
    switch (format) {
    case TableFormat::Csv:
        return u"csv"_s;
    case TableFormat::Json:
        return u"json"_s;
    }
    return {};
}

Result<> writeWhole(const QByteArray& bytes, const QString& path)
{
    QSaveFile file(path);
    // Unbuffered: see core/export/tablewriter.cpp.
    const bool done = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.write(bytes) == bytes.size() && file.commit();
    if (done)
        return {};
    return Error{
        ExportMenu::tr("%1 cannot be written: %2.").arg(path, file.errorString()).toStdString(),
        ExportMenu::tr("Choose another folder, or make room on the disk.").toStdString()};
}

} // namespace

ExportMenu::ExportMenu(const FileQuestions& questions, const TimelineView& timeline,
                       QObject* parent)
    : QObject(parent)
    , m_questions(questions)
    , m_timeline(timeline)
{
}

void ExportMenu::build(QMenu* menu)
{
    addTable(menu, tr("&Channel History as CSV…"), u"history"_s, exportHistory, TableFormat::Csv);
    addTable(menu, tr("Channel &History as JSON…"), u"history"_s, exportHistory, TableFormat::Json);
    addTable(menu, tr("&Deliveries as CSV…"), u"deliveries"_s, exportDeliveries, TableFormat::Csv);
    addTable(menu, tr("D&eliveries as JSON…"), u"deliveries"_s, exportDeliveries,
             TableFormat::Json);
    addTable(menu, tr("&Violations as CSV…"), u"violations"_s, exportViolations, TableFormat::Csv);
    addTable(menu, tr("V&iolations as JSON…"), u"violations"_s, exportViolations,
             TableFormat::Json);
    menu->addSeparator();
    addPicture(menu, tr("Timeline and Balance as &PNG…"), u"png"_s, &TimelineView::toPng);
    addPicture(menu, tr("Timeline and Balance as &SVG…"), u"svg"_s, &TimelineView::toSvg);
}

void ExportMenu::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool first = !m_snapshot;
    m_snapshot = snapshot;
    if (first)
        for (QAction* action : std::as_const(m_actions))
            action->setEnabled(true);
}

void ExportMenu::add(QMenu* menu, const QString& text, const QString& name,
                     const std::function<void()>& ask)
{
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    action->setEnabled(false);
    m_actions.append(action);
    connect(action, &QAction::triggered, this, ask);
}

void ExportMenu::addTable(QMenu* menu, const QString& text, const QString& what, Table table,
                          TableFormat format)
{
    const QString suffix = suffixOf(format);
    add(menu, text, u"export:%1.%2"_s.arg(what, suffix), [this, what, table, format, suffix] {
        // What is shown when it is asked for, not when the name has been found.
        const auto snapshot = m_snapshot;
        m_questions.askSave({tr("Export"), tr("%1 (*.%2)").arg(suffix.toUpper(), suffix), suffix,
                             fileNameFor(utf8(snapshot->title), what)},
                            [this, snapshot, table, format](const QString& path) {
                                tell(table(*snapshot, path, format, m_time), path);
                            });
    });
}

void ExportMenu::addPicture(QMenu* menu, const QString& text, const QString& suffix,
                            QByteArray (TimelineView::*draw)() const)
{
    add(menu, text, u"export:timeline."_s + suffix, [this, suffix, draw] {
        // Not `.*`: GCC 12's UBSan takes the closure for the object there.
        const QByteArray picture = std::invoke(draw, m_timeline);
        m_questions.askSave(
            {tr("Export"), tr("%1 (*.%2)").arg(suffix.toUpper(), suffix), suffix,
             fileNameFor(utf8(m_snapshot->title), u"timeline"_s)},
            [this, picture](const QString& path) { tell(writeWhole(picture, path), path); });
    });
}

void ExportMenu::tell(const Result<>& done, const QString& path)
{
    if (done)
        emit written(path);
    else
        emit failed(utf8(done.error().text), utf8(done.error().remedy));
}

} // namespace stanscope
