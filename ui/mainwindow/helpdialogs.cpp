#include "ui/mainwindow/helpdialogs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct Help
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Help)
};

void showText(QPointer<QDialog>& open, QWidget* parent, const QString& name, const QString& title,
              const QString& text)
{
    if (open) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto* dialog = new QDialog(parent);
    open = dialog;
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* label = new QLabel(text, dialog);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* all = new QVBoxLayout(dialog);
    all->setContentsMargins(20, 16, 20, 16);
    all->setSpacing(16);
    all->addWidget(label);
    all->addWidget(buttons);
    dialog->show();
}

} // namespace

void HelpDialogs::showAbout(QWidget* parent)
{
    const QString text =
        Help::tr("<p><b>stanscope %1</b></p>"
                 "<p>A laboratory for NATS Streaming: real processes, a real broker, real "
                 "redeliveries.</p>"
                 "<p>Everything on the screen is learned from the wire and from what the processes "
                 "report.</p>"
                 "<p>Free software under the GNU General Public License, version 3 or later. "
                 "It uses Qt, QCustomPlot, cnats and toml++.</p>")
            .arg(QStringLiteral(STANSCOPE_VERSION));
    showText(m_about, parent, u"aboutDialog"_s, Help::tr("About stanscope"), text);
}

void HelpDialogs::showKeyboard(QWidget* parent)
{
    const auto row = [](const QString& keys, const QString& what) {
        return QString(u"<tr><td style=\"padding:3px 24px 3px 0\"><b>"_s + keys
                       + u"</b></td><td style=\"padding:3px 0\">"_s + what + u"</td></tr>"_s);
    };
    QString text = u"<table>"_s;
    text += row(Help::tr("F5"), Help::tr("run the lesson"));
    text += row(Help::tr("F6"), Help::tr("run it again with the other handler"));
    text += row(Help::tr("Shift+F5"), Help::tr("restart: new broker store, new databases"));
    text += row(Help::tr("Space, Page Down"), Help::tr("lesson: to the next step"));
    text += row(Help::tr("Backspace, Page Up"), Help::tr("lesson: back"));
    text += row(Help::tr("F7"), Help::tr("lessons at the reader's pace, or as they happen"));
    text += row(Help::tr("F8"), Help::tr("freeze time and look back; once more: back to live"));
    text += row(Help::tr("Comma, period"), Help::tr("frozen: one event back, one event on"));
    text += row(Help::tr("Left, Right, Page Up, Page Down"),
                Help::tr("the same in the time bar, and by redeliveries"));
    text += row(Help::tr("[, ]"), Help::tr("frozen: to the redelivery before, to the next one"));
    text += row(Help::tr("!"), Help::tr("frozen: to the first violation"));
    text += row(Help::tr("Ctrl+Home, Ctrl+End"), Help::tr("frozen: to the first, the last event"));
    text += row(Help::tr("End"), Help::tr("frozen: back to live"));
    text += row(Help::tr("Ctrl+O, Ctrl+R"), Help::tr("open a recording, record the session"));
    text += row(Help::tr("Alt+D, Alt+W"), Help::tr("deposit, withdraw"));
    text += row(Help::tr("Alt+S"), Help::tr("spawn replicas"));
    text += row(Help::tr("Ctrl+F, Ctrl+C"), Help::tr("filter a table, copy its selected rows"));
    text += row(Help::tr("Ctrl+1 … Ctrl+9"), Help::tr("go to a panel"));
    text += row(Help::tr("Tab, Shift+Tab"), Help::tr("go to the next or previous control"));
    text +=
        row(Help::tr("Up, Down"), Help::tr("select a message or a delivery; every view follows"));
    text += row(Help::tr("Ctrl++, Ctrl+−, Ctrl+0"), Help::tr("larger, smaller, normal type"));
    text += row(Help::tr("Ctrl+Shift+C"), Help::tr("copy the broker's URL and token"));
    text += row(Help::tr("Ctrl+Q"), Help::tr("quit; every process ends"));
    text += u"</table>"_s;
    showText(m_keyboard, parent, u"keyboardDialog"_s, Help::tr("Keyboard"), text);
}

} // namespace stanscope
