#include "app/twinrun.h"

#include "app/console.h"
#include "app/exitcodes.h"
#include "app/reportfile.h"
#include "app/reporttext.h"
#include "app/twinplayer.h"
#include "core/export/droppedline.h"

#include <QString>

#include <chrono>
#include <string>

namespace stanscope {

namespace {

constexpr std::chrono::milliseconds interruptedTwinPatience(500);
constexpr std::chrono::hours twinReadersPatience(24 * 365);
constexpr int handlerColumn = 9;

std::string padded(Handler handler)
{
    std::string word(toText(handler));
    word.resize(handlerColumn, ' ');
    return word;
}

std::string jsonOf(TwinPlayer& players)
{
    return "{\"twin\": [\n" + players.player(0).report().toJson() + ",\n"
        + players.player(1).report().toJson() + "]}\n";
}

} // namespace

int runTwin(const CommandLine& line)
{
    const auto options = line.runOptions();
    if (!options || !line.twin || (!line.json.isEmpty() && !canWrite(line.json)))
        return exitcode::usage;
    // A report on standard output stands alone there.
    const bool talks = line.json != QLatin1StringView("-");
    Console console(droppedReadableLine);
    if (talks)
        console.print(options->scenario.title.textFor(options->language) + '\n');
    TwinPlayer players(*options, *line.twin, console);
    for (std::size_t side = 0; talks && side < 2; ++side)
        QObject::connect(&players.player(side).laboratory(), &Session::stepped,
                         &players.player(side),
                         [&console, word = padded((*line.twin)[side])](const QString& text) {
                             console.print("  " + word + text.toStdString() + '\n');
                         });
    const int code = players.play();
    const bool judged = exitcode::isJudgement(code);
    for (std::size_t side = 0; judged && talks && side < 2; ++side)
        console.print('\n' + std::string(toText((*line.twin)[side]))
                      + textOf(players.player(side).report()));
    for (std::size_t side = 0; side < 2; ++side)
        players.player(side).end();
    bool written = console.finish(judged ? std::chrono::milliseconds(twinReadersPatience)
                                         : interruptedTwinPatience);
    if (judged && !line.json.isEmpty())
        written = writeFile(QByteArray::fromStdString(jsonOf(players)), line.json) && written;
    return written || !judged ? code : exitcode::cannotWrite;
}

} // namespace stanscope
