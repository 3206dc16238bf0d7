#include "ui/theme/theme.h"

#include <QRegularExpression>

#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

// @name is replaced by the table below, {n} by n pixels at the scale of the type.
constexpr auto sheet = uR"(
* { outline: 0; }
QWidget { color: @text; font-family: "@family"; }
QMainWindow, QDialog { background: @background; }
QMainWindow::separator { background: transparent; width: {8}; height: {8}; }
QMainWindow::separator:hover { background: @line; }
QMenuBar { background: @surface; border-bottom: 1px solid @line; padding: 0 {6}; }
QMenuBar::item { padding: {4} {8}; border-radius: {4}; background: transparent; }
QMenuBar::item:selected { background: @flightSoft; }
QMenu { background: @surface; border: 1px solid @line; padding: {4}; }
QMenu::item { padding: {5} {24} {5} {24}; border-radius: {4}; }
QMenu::item:selected { background: @flightSoft; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: {4} {8}; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: {4} {6}; }
QStatusBar { background: @surface; border-top: 1px solid @line; color: @text2; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @text2; font-size: {12}; }

#runBar { background: @surface; border-bottom: 1px solid @line; }
#timeBar { background: @surface; border-top: 1px solid @line; }
#lessonStrip { background: @surface; border: 1px solid @line; border-radius: {8}; }
#lessonStrip QLabel { font-size: {15}; }
#playerStrip, #summaryCard { background: @surface; border: 1px solid @line; border-radius: {8}; }
#playerSentence { font-size: {18}; }
#playerNumber { font-size: {15}; }
#playerExplain { font-size: {14}; color: @text2; }
#summaryCard QLabel { font-size: {14}; }
#questionText { font-size: {15}; font-weight: 600; }
QLabel[role="key"] { color: @text2; background: @sunken; border: 1px solid @line; border-radius: {4};
    padding: {1} {6}; font-family: "JetBrains Mono", monospace; font-size: {12}; }
#banner { background: @failedSoft; border: 1px solid @failedMark; border-radius: {8}; }
#banner QLabel { color: @failedText; }
#dockTitle { background: @surface; border: 1px solid @line; border-bottom: none;
    border-top-left-radius: {8}; border-top-right-radius: {8}; }
#dockBody { background: @surface; border: 1px solid @line; border-top: none;
    border-bottom-left-radius: {8}; border-bottom-right-radius: {8}; }
#card { background: @surface; border: 1px solid @line; border-radius: {7}; }
QFrame[role="popup"] { background: @surface; border: 1px solid @line; }
#inset { background: @sunken; border: 1px solid @line; border-radius: {6}; }

QLabel { background: transparent; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="secondary"] { color: @text2; font-size: {12}; }
QLabel[next="true"] { color: @flightText; background: @flightSoft; border-radius: {4}; padding: {2} {6};
    font-weight: 600; }
#lessonStrip QLabel[role="tag"] { color: @text2; background: @sunken; border: 1px solid @line;
    border-radius: {4}; padding: {1} {7}; font-size: {12}; }
QLabel[role="quiet"] { color: @text3; font-size: {12}; }
QLabel[role="number"] { color: @text2; font-family: "JetBrains Mono", monospace; font-size: {12}; }
QLabel[role="big"] { font-family: "JetBrains Mono", monospace; font-size: {30}; font-weight: 600; }
QLabel[role="countdown"] { font-family: "JetBrains Mono", monospace; font-size: {16}; }
QLabel[role="reason"] { font-size: {15}; }
QLabel[role="factLabel"] { color: @text2; font-size: {12}; border-bottom: 1px solid @line; padding: {3} {10} {3} 0; }
QLabel[role="factValue"] { font-family: "JetBrains Mono", monospace; font-size: {12};
    border-bottom: 1px solid @line; padding: {3} 0; }
QLabel[role="cause"] { color: @text2; font-size: {13}; }
QLabel[role="empty"] { color: @text2; font-size: {13}; }
@toneRules

QPushButton, QToolButton { background: @surface; border: 1px solid @line; border-radius: {6};
    padding: 0 {10}; min-height: {28}; max-height: {28}; icon-size: {16}; }
QPushButton:hover, QToolButton:hover { background: @sunken; border-color: @text3; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {
    background: @flightSoft; border-color: @accent; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @text3; background: @sunken; }
QPushButton[kind="primary"] { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton#startButton { min-height: {34}; max-height: {34}; padding: 0 {20}; font-size: {16}; }
QPushButton[kind="primary"]:hover { background: @accentHover; }
QPushButton[kind="primary"]:focus { border-color: @text; }
QPushButton[kind="primary"]:disabled { background: @sunken; border-color: @line; color: @text3; }
QPushButton[kind="again"] { border-color: @accent; color: @flightText; font-weight: 600; }
QPushButton[kind="again"]:hover { background: @flightSoft; }
QPushButton[kind="choice"] { min-height: {34}; max-height: {200}; background: @sunken; font-size: {16}; }
QPushButton[kind="choice"][sentence="true"] { font-size: {14}; min-height: {26}; }
QPushButton[kind="choice"]:checked { background: @flightSoft; border-color: @accent; color: @flightText; }
QPushButton[mark="right"] { background: @ackedSoft; border-color: @ackedMark; color: @ackedText; }
QPushButton[kind="tool"] { padding: 0 {6}; }
QPushButton[kind="small"], QToolButton[kind="small"] { min-height: {22}; max-height: {22};
    padding: 0 {5}; font-size: {12}; icon-size: {14}; }
QPushButton[kind="armed"] { min-height: {22}; max-height: {22}; padding: 0 {5}; font-size: {12}; icon-size: {14};
    color: @failedText; background: @failedSoft; border-color: @failedMark; }
QToolButton[kind="flat"], QPushButton[kind="flat"] { border: 1px solid transparent; background: transparent;
    min-height: {20}; max-height: {20}; padding: 0 {2}; }
QToolButton[kind="flat"]:hover, QPushButton[kind="flat"]:hover { background: @sunken; border-color: @line; }
QToolButton[kind="flat"]:focus, QPushButton[kind="flat"]:focus { border-color: @accent; }
QPushButton[kind="flat"] { font-size: {12}; color: @text2; }
QPushButton[kind="flat"]:checked { color: @flightText; background: transparent; border-color: transparent; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="segmentLeft"] { border-top-right-radius: 0; border-bottom-right-radius: 0; padding: 0 {12}; }
QPushButton[kind="segmentRight"] { border-top-left-radius: 0; border-bottom-left-radius: 0;
    border-left: none; padding: 0 {12}; }
QPushButton[kind="segmentMiddle"] { border-radius: 0; border-left: none; padding: 0 {12}; }
QPushButton[kind="segmentLeft"]:checked, QPushButton[kind="segmentMiddle"]:checked, QPushButton[kind="segmentRight"]:checked {
    background: @accent; border-color: @accent; color: @onAccent; }
QPushButton[kind="segmentLeft"]:focus, QPushButton[kind="segmentMiddle"]:focus, QPushButton[kind="segmentRight"]:focus { border: 1px solid @text; }

QLineEdit, QComboBox, QAbstractSpinBox { background: @sunken; border: 1px solid @line; border-radius: {6};
    padding: 0 {8}; min-height: {28}; max-height: {28};
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border-color: @accent; }
QLineEdit[invalid="true"] { border-color: @violatedMark; }
QComboBox[fresh="true"] { border-color: @accent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: @text3; }
QComboBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: {22}; border: none; }
QComboBox::down-arrow { image: url(:/icons/arrow-down-@variant.svg); width: {10}; height: {10}; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; padding: {2};
    selection-background-color: @flightSoft; selection-color: @text; }
QComboBox#lessonCombo { font-weight: 600; background: @surface; }
QComboBox#ackWaitCombo { background: @surface; font-family: "JetBrains Mono", monospace; font-size: {12}; }
QLineEdit[kind="small"], QComboBox[kind="small"] { min-height: {22}; max-height: {22}; padding: 0 {6}; font-size: {12}; }
QToolButton[active="true"] { background: @flightSoft; border-color: @accent; }
QLineEdit[mono="true"], QAbstractSpinBox[mono="true"] { font-family: "JetBrains Mono", monospace; font-size: {12}; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; border: none;
    background: transparent; width: {18}; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(:/icons/arrow-up-@variant.svg); width: {8}; height: {8}; }
QAbstractSpinBox::down-arrow { image: url(:/icons/arrow-down-@variant.svg); width: {8}; height: {8}; }
QCheckBox { spacing: {6}; background: transparent; }
QCheckBox::indicator { width: {14}; height: {14}; border: 1px solid @text3; border-radius: {3}; background: @sunken; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/tick-@variant.svg); }
QCheckBox:focus { color: @flightText; }
QCheckBox::indicator:focus { border-color: @accent; }
QProgressBar { background: @sunken; border: 1px solid @line; border-radius: {4}; max-height: {6}; min-height: {6}; }
QProgressBar::chunk { background: @accent; border-radius: {3}; }

QTableView, QTreeView, QPlainTextEdit, QListView { background: @surface; border: none; gridline-color: @line;
    selection-background-color: @flightSoft; selection-color: @text; }
QTableView::item { padding: 0 {6}; border-bottom: 1px solid @line; }
QTableView::item:selected { background: @flightSoft; color: @text; }
QHeaderView { background: @sunken; border: none; }
QHeaderView::section { background: @sunken; color: @text2; font-size: {12}; font-weight: 500; border: none;
    border-bottom: 1px solid @line; padding: {3} {5}; }
QHeaderView[sorted="true"]::up-arrow { image: url(:/icons/arrow-up-@variant.svg);
    width: {8}; height: {8}; }
QHeaderView[sorted="true"]::down-arrow { image: url(:/icons/arrow-down-@variant.svg);
    width: {8}; height: {8}; }
QPlainTextEdit { font-family: "JetBrains Mono", monospace; font-size: {12}; padding: {4} {8}; }
QPlainTextEdit#payloadText { background: @sunken; border: 1px solid @line; border-radius: {6}; }
QPlainTextEdit#payloadText[lines="1"] { padding: 0 {8}; }

QTabBar { background: @surface; border: 1px solid @line; border-bottom: none;
    border-top-left-radius: {8}; border-top-right-radius: {8}; }
QTabBar::tab { background: transparent; color: @text2; padding: {7} {8}; margin: {2} 0 0 {1}; border: none;
    border-bottom: {2} solid transparent; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: {2} solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar QToolButton { min-height: 0; padding: 0; border: none; background: @surface; border-radius: 0; }
QTabBar:focus::tab:selected { color: @flightText; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: {10}; margin: 0; }
QScrollBar:horizontal { background: transparent; height: {10}; margin: 0; }
QScrollBar::handle { background: @line; border-radius: {4}; margin: {1}; }
QScrollBar::handle:vertical { min-height: {24}; }
QScrollBar::handle:horizontal { min-width: {24}; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

constexpr auto allTones = std::to_array<Tone>(
    {Tone::Flight, Tone::Acked, Tone::Expired, Tone::Rejected, Tone::Parked, Tone::Skipped,
     Tone::Declined, Tone::Failed, Tone::Violated, Tone::Dead, Tone::Moved});

// Labels say their outcome with the property "tone"; the soft text keeps its contrast on any
// surface.
QString toneRules(const Theme& theme)
{
    QString rules = u"QLabel[tone=\"secondary\"] { color: %1; }\n"_s.arg(theme.text2.name());
    for (const Tone tone : allTones)
        rules +=
            u"QLabel[tone=\"%1\"] { color: %2; }\n"_s.arg(toneName(tone), theme[tone].text.name());
    return rules;
}

void replaceColors(QString& text, const Theme& theme)
{
    for (const Tone tone : allTones) {
        const ToneColors& colors = theme[tone];
        text.replace(u"@"_s + toneName(tone) + u"Soft"_s, colors.soft.name());
        text.replace(u"@"_s + toneName(tone) + u"Mark"_s, colors.mark.name());
        text.replace(u"@"_s + toneName(tone) + u"Text"_s, colors.text.name());
    }
    const QColor hover = theme.dark ? theme.accent.lighter(108) : theme.accent.darker(108);
    text.replace(u"@variant"_s, theme.dark ? u"dark"_s : u"light"_s);
    text.replace(u"@accentHover"_s, hover.name());
    text.replace(u"@background"_s, theme.background.name());
    text.replace(u"@surface"_s, theme.surface.name());
    text.replace(u"@sunken"_s, theme.sunken.name());
    text.replace(u"@line"_s, theme.line.name());
    text.replace(u"@text2"_s, theme.text2.name());
    text.replace(u"@text3"_s, theme.text3.name());
    text.replace(u"@text"_s, theme.text.name());
    text.replace(u"@onAccent"_s, theme.onAccent.name());
    text.replace(u"@accent"_s, theme.accent.name());
}

void replaceSizes(QString& text, double scale)
{
    static const QRegularExpression braced(u"\\{([0-9]+)\\}"_s);
    QString replaced;
    qsizetype end = 0;
    for (auto found = braced.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch size = found.next();
        const long pixels = std::max(1L, std::lround(size.captured(1).toInt() * scale));
        replaced += text.sliced(end, size.capturedStart() - end) + u"%1px"_s.arg(pixels);
        end = size.capturedEnd();
    }
    text = replaced + text.sliced(end);
}

} // namespace

QString styleSheetOf(const Theme& theme, double scale)
{
    QString text = QString::fromUtf16(sheet);
    text.replace(u"@toneRules"_s, toneRules(theme));
    // A platform theme may bring fonts of its own for buttons, menus and labels.
    text.replace(u"@family"_s, textFont().family());
    replaceColors(text, theme);
    replaceSizes(text, scale);
    return text;
}

} // namespace stanscope
