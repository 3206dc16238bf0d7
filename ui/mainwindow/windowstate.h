#pragma once

#include "core/lab/snapshot.h"
#include "core/scenario/runoptions.h"
#include "core/scenario/scenario.h"
#include "ui/mainwindow/formstate.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/models/selection.h"
#include "ui/panels/banner.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stanscope {

/// What a window hands on to the one that is built in its place, in another language; the session
/// that it shows, and what is in the settings, is not in here.
struct WindowState
{
    std::vector<Scenario> scenarios;
    std::size_t bundled = 0;
    std::optional<RunOptions> lastRun;
    std::weak_ptr<const History> before;
    std::string lesson;
    QString sentence; ///< of the lesson that is on screen; empty: there is none
    bool steps = false;
    bool ranWell = true;
    bool playing = false;
    bool conclusionDue = false;
    QString concluded;
    ProblemReader problems;
    QList<Banner::Problem> banner;
    bool presenting = false;
    std::optional<bool> dark; ///< a theme that is not remembered
    Selection selection;
    std::optional<std::pair<double, double>> looksAt; ///< in the timeline; nothing: it follows
    std::optional<LessonGuess> guess;
    FormState forms;
};

} // namespace stanscope
