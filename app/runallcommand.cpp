#include "app/runallcommand.h"

#include "app/console.h"
#include "app/exitcodes.h"
#include "app/expectedrun.h"
#include "app/junit.h"
#include "app/lessonplayer.h"
#include "app/reportfile.h"
#include "core/export/droppedline.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours readersTime(24 * 365);

struct TableWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::RunAll)
};

QString skippedWords(const std::string& why)
{
    return TableWords::tr("skipped: %1").arg(QString::fromStdString(why));
}

std::string rowOf(const QString& scenario, const QString& handler, const QString& expected,
                  const QString& got, const QString& seconds)
{
    return (u"%1  %2  %3  %4  %5\n"_s.arg(scenario, -24)
                .arg(handler, -8)
                .arg(expected, -28)
                .arg(got, -28)
                .arg(seconds, 7))
        .toStdString();
}

std::string rowOf(const ExpectedRun& run)
{
    const auto text = [](std::string_view word) {
        return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    };
    std::string rows = rowOf(text(run.scenario), text(toText(run.handler)), text(run.expected),
                             run.got.empty() ? u"-"_s : text(run.got),
                             QString::number(seconds(run.duration), 'f', 1));
    if (!run.skipped.empty())
        rows += "    " + skippedWords(run.skipped).toStdString() + '\n';
    if (!run.error.empty())
        rows += "    " + run.error + '\n';
    for (const std::string& difference : run.differences)
        rows += "    " + difference + '\n';
    return rows;
}

/// Nothing: it was interrupted, or nobody can read any more.
std::optional<ExpectedRun> play(const RunOptions& options, const Expectation& expectation,
                                Console& console, int& code)
{
    ExpectedRun run;
    run.scenario = options.scenario.id;
    run.handler = *options.handler;
    run.expected = verdictText(expectation.verdict, expectation.cause);
    if (const auto refused = options.scenario.refuses(options.bankDatabase())) {
        run.skipped = refused->text;
        return run;
    }
    LessonPlayer player(options, console, LessonPlayer::Tells::Nothing);
    code = player.play();
    if (code == exitcode::interrupted || code == exitcode::cannotWrite)
        return {};
    const RunReport report = player.report();
    run.duration = report.duration();
    if (code == exitcode::brokerUnavailable || code == exitcode::serviceFailed) {
        run.error = player.why();
    } else {
        run.got = verdictText(report.verdict(), report.verdictView().obstacle.cause);
        run.differences = expectation.differences(report);
        // Without a bank it is the steps alone that tell.
        const bool tells = !run.differences.empty() || options.scenario.accounts.empty();
        if (tells && !player.why().empty())
            run.differences.push_back(player.why());
    }
    player.end();
    return run;
}

} // namespace

int runAll(const CommandLine& line)
{
    const auto all = line.allOptions();
    if (!all)
        return exitcode::usage; // parse() has checked it
    if (!line.junit.isEmpty() && !canWrite(line.junit))
        return exitcode::usage;
    Console console(droppedReadableLine);
    const bool talks = line.junit != QLatin1StringView("-");
    if (talks)
        console.print(rowOf(TableWords::tr("scenario"), TableWords::tr("handler"),
                            TableWords::tr("expected"), TableWords::tr("got"),
                            TableWords::tr("seconds")));
    std::vector<ExpectedRun> runs;
    for (const RunOptions& options : *all) {
        int code = exitcode::valid;
        auto run = play(options, options.scenario.expect.at(*options.handler), console, code);
        if (!run)
            return code;
        if (talks)
            console.print(rowOf(*run));
        runs.push_back(std::move(*run));
    }
    const auto wrong =
        std::ranges::count_if(runs, [](const auto& run) { return !run.isAsExpected(); });
    const auto skipped =
        std::ranges::count_if(runs, [](const auto& run) { return !run.skipped.empty(); });
    const auto played = static_cast<std::ptrdiff_t>(runs.size()) - skipped;
    if (talks && skipped > 0)
        console.print(TableWords::tr("%1 were skipped.").arg(skipped).toStdString() + '\n');
    const QString sum = wrong == 0
        ? TableWords::tr("All %1 came out as expected.").arg(played)
        : TableWords::tr("%1 of %2 came out otherwise.").arg(wrong).arg(played);
    if (talks)
        console.print(sum.toStdString() + '\n');
    bool written = console.finish(readersTime);
    if (!line.junit.isEmpty())
        written = writeFile(junitOf(runs), line.junit) && written;
    if (!written)
        return exitcode::cannotWrite;
    return wrong == 0 ? exitcode::valid : exitcode::violated;
}

} // namespace stanscope
