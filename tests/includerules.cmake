# Checks the #include lines of app, core and ui against the layering (CONTRIBUTING.md).
#   cmake -DROOT=<checkout> -P tests/includerules.cmake
# With -DFIXTURE=<folder> the tree under it is read instead of ROOT's; tests/includerules_selftest.cmake
# uses that to show that a bad include is found.

cmake_policy(SET CMP0057 NEW)

# What a module includes directly; what those include is allowed as well.
set(edges_core_util "")
set(edges_core_events core/util)
set(edges_core_wire core/util core/events)
set(edges_core_bank core/util core/events)
set(edges_core_mirror core/util core/events)
set(edges_core_ledger core/util core/events core/bank)
set(edges_core_fleet core/util core/events)
set(edges_core_words core/util core/events core/bank)
set(edges_core_lab core/mirror core/ledger core/fleet core/words)
set(edges_core_why core/lab)
set(edges_core_session core/lab)
set(edges_core_nats core/util)
set(edges_core_tap core/wire core/events core/nats)
set(edges_core_engine core/tap core/lab)
set(edges_core_capture core/session core/lab)
set(edges_core_export core/lab core/why)
set(edges_core_attach core/session core/engine core/capture core/stan)
set(edges_core_stan core/nats)
set(edges_core_storage core/bank)
set(edges_core_service core/stan core/storage core/events)
set(edges_core_process core/events)
set(edges_core_conductor core/process core/storage core/engine)
set(edges_core_audit core/lab core/storage)
set(edges_core_scenario core/session core/conductor core/audit core/attach core/capture core/export)
set(edges_ui_theme core/events)
set(edges_ui_models core/lab ui/theme)
set(edges_ui_plots ui/models)
set(edges_ui_panels core/session core/why ui/models ui/theme)
set(edges_ui_mainwindow core/session ui/plots ui/panels core/scenario core/attach core/export)

# Which module may use which library: a pattern for the text between the brackets, and the modules.
set(guards nats sql qcustomplot toml widgets)
set(guard_nats "^(nats/.*|nats\\.h)$")
set(guard_nats_modules "^core/(nats|stan|tap)$")
set(guard_sql "^(QtSql.*|QSql.*|sqlite3\\.h|libpq-fe\\.h)$")
set(guard_sql_modules "^core/storage$")
set(guard_qcustomplot "^(.*/)?qcustomplot\\.h$")
set(guard_qcustomplot_modules "^ui/plots$")
set(guard_toml "^toml.*$")
set(guard_toml_modules "^core/scenario$")
# Gui and Widgets: by module prefix, and every class of theirs that a core file could be tempted by.
string(CONCAT guard_widgets "^(Qt(Gui|Widgets|PrintSupport|Svg|SvgWidgets|OpenGL)(/.*)?|"
    "Q(Application|GuiApplication|Widget|MainWindow|DockWidget|Dialog|Action|Icon|Pixmap|Image|"
    "Painter|PainterPath|Color|Font|FontMetrics|Brush|Pen|Palette|Cursor|Clipboard|DesktopServices|"
    "Screen|Window|KeySequence|Shortcut|StandardItemModel|Text[A-Z][A-Za-z]*|Svg[A-Za-z]*|Style.*|"
    "[A-Z][A-Za-z]*View|Abstract(Button|ScrollArea|Slider|SpinBox|ItemDelegate)|"
    "[A-Z][A-Za-z]*Event|[A-Z][A-Za-z]*Layout|[A-Z][A-Za-z]*Button|Label|LineEdit|ComboBox|Menu|"
    "ToolBar|ToolTip|MessageBox|FileDialog))$")
# Plain Qt Core classes that the pattern's wildcards would catch.
set(guard_widgets_core "^Q(TextStream|TextBoundaryFinder|ByteArrayView|StringView|AnyStringView|Utf8StringView|Latin1StringView|TimerEvent|ChildEvent|DynamicPropertyChangeEvent|Event)$")
set(guard_widgets_modules "^(ui/.*|app)$")

if(NOT DEFINED FIXTURE)
    set(FIXTURE ${ROOT})
endif()

function(closure module result)
    string(REPLACE "/" "_" name ${module})
    set(all ${module})
    foreach(edge IN LISTS edges_${name})
        closure(${edge} more)
        list(APPEND all ${more})
    endforeach()
    list(REMOVE_DUPLICATES all)
    set(${result} "${all}" PARENT_SCOPE)
endfunction()

set_property(GLOBAL PROPERTY problems "")

function(complain text)
    set_property(GLOBAL APPEND_STRING PROPERTY problems "  ${file}: ${text}\n")
endfunction()

function(check_project_include path)
    if(path MATCHES "^tests/" OR (path MATCHES "^app/" AND NOT module STREQUAL "app"))
        complain("nothing includes app or tests: \"${path}\"")
    elseif(module MATCHES "^ui/" AND path MATCHES
            "^core/(scenario/laboratory|attach/attachment|capture/[^/]+|engine/[^/]+|conductor/[^/]+)\\.h$")
        complain("the window has a session, never one of a kind: \"${path}\"")
    elseif(path MATCHES "^((core|ui)/[^/]+)/[^/]+$")
        if(NOT module STREQUAL "app" AND NOT CMAKE_MATCH_1 IN_LIST allowed)
            complain("${module} must not include \"${path}\"")
        endif()
    elseif(path MATCHES "^app/[^/]+$" OR path MATCHES "^[^/]+\\.moc$" OR path MATCHES "^ui_")
        # app's own headers, and what moc makes of the file itself
    else()
        check_library_include("${path}")
        if(NOT path MATCHES "^(nats/|qcustomplot)")
            complain("write includes from the root: \"${path}\"")
        endif()
    endif()
endfunction()

function(check_library_include path)
    foreach(guard IN LISTS guards)
        if("${path}" MATCHES "${guard_${guard}}" AND NOT module MATCHES "${guard_${guard}_modules}")
            if(NOT (DEFINED guard_${guard}_core AND "${path}" MATCHES "${guard_${guard}_core}"))
                complain("${module} must not include <${path}> (${guard})")
            endif()
        endif()
    endforeach()
endfunction()

file(GLOB_RECURSE files RELATIVE ${FIXTURE} ${FIXTURE}/app/*.cpp ${FIXTURE}/app/*.h
    ${FIXTURE}/core/*.cpp ${FIXTURE}/core/*.h ${FIXTURE}/ui/*.cpp ${FIXTURE}/ui/*.h)
list(LENGTH files count)
if(count EQUAL 0)
    message(FATAL_ERROR "No sources under ${FIXTURE}")
endif()
foreach(file IN LISTS files)
    if(file MATCHES "^app/")
        set(module app)
    else()
        string(REGEX REPLACE "^((core|ui)/[^/]+)/.*$" "\\1" module ${file})
        string(REPLACE "/" "_" name ${module})
        if(NOT DEFINED edges_${name})
            complain("${module} is no known module; add it to tests/includerules.cmake")
            continue()
        endif()
        closure(${module} allowed)
    endif()
    file(STRINGS ${FIXTURE}/${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]")
    foreach(line IN LISTS lines)
        if(line MATCHES "include[ \t]+\"([^\"]+)\"")
            check_project_include("${CMAKE_MATCH_1}")
        elseif(line MATCHES "include[ \t]+<([^>]+)>")
            check_library_include("${CMAKE_MATCH_1}")
        endif()
    endforeach()
endforeach()

get_property(problems GLOBAL PROPERTY problems)
if(problems)
    message(FATAL_ERROR "The layering is broken:\n${problems}")
endif()
message(STATUS "${count} files keep to the layering")
