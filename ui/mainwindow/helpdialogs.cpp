#include "ui/mainwindow/helpdialogs.h"

#include "ui/mainwindow/playerkeys.h"
#include "ui/mainwindow/presenterview.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QKeySequence>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSet>
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
    label->setWordWrap(!text.contains(u"<table"_s)); // a table has its own width
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

namespace {

QString plain(QString text)
{
    static const QRegularExpression mnemonic(u"&(?!&)"_s);
    return text.remove(mnemonic).remove(u'…').trimmed();
}

QString keysText(const QList<QKeySequence>& sequences)
{
    QStringList texts;
    for (const QKeySequence& sequence : sequences)
        if (!sequence.isEmpty())
            texts << sequence.toString(QKeySequence::NativeText);
    texts.removeDuplicates();
    return texts.join(u", "_s);
}

QString keysText(const QList<Qt::Key>& keys)
{
    QList<QKeySequence> sequences;
    for (const Qt::Key key : keys)
        sequences << QKeySequence(key);
    return keysText(sequences);
}

/// Everything that a key does: what the window really has, not a list beside it.
class KeySheet
{
public:
    explicit KeySheet(QWidget& window)
    {
        group(Help::tr("Lesson"));
        add(keysText(PlayerKeys::nextKeys()), Help::tr("to the next step"));
        add(keysText(PlayerKeys::backKeys()), Help::tr("back"));
        if (auto* main = qobject_cast<QMainWindow*>(&window))
            for (const QAction* action : main->menuBar()->actions())
                if (const QMenu* menu = action->menu())
                    addMenu(plain(menu->title()), *menu);
        group(Help::tr("Buttons"));
        for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
            if (!button->shortcut().isEmpty() && button->window() == &window)
                add(keysText(QList{button->shortcut()}), plain(button->text()));
        group(Help::tr("Presenter"));
        for (const PresenterView::Keys& keys : PresenterView::keyTable())
            add(keysText(keys.keys), keys.does);
        group(Help::tr("Elsewhere"));
        for (const QAction* action : window.findChildren<QAction*>())
            if (!m_seen.contains(action))
                add(keysText(action->shortcuts()), plain(action->text()));
        add(keysText(QList{Qt::Key_Tab, Qt::Key_Backtab}),
            Help::tr("to the next or the previous control"));
        add(keysText(QList{Qt::Key_Up, Qt::Key_Down}),
            Help::tr("select a message or a delivery; every view follows"));
        group({});
    }

    /// Three columns, no group torn apart.
    QString html() const
    {
        const qsizetype each = (m_rows + columns - 1) / columns;
        QString text = u"<table><tr>"_s;
        qsizetype filled = 0;
        text += u"<td><table>"_s;
        for (const Group& group : m_groups) {
            if (filled > 0 && filled + group.rows / 2 >= each) {
                text += u"</table></td><td style=\"padding-left:28px\"><table>"_s;
                filled = 0;
            }
            text += group.html;
            filled += group.rows;
        }
        return text + u"</table></td></tr></table>"_s;
    }

private:
    static constexpr qsizetype columns = 3;
    struct Group
    {
        QString title;
        QString html;
        qsizetype rows = 0;
    };

    void group(const QString& title)
    {
        if (!m_groups.isEmpty() && m_groups.last().rows <= 1)
            m_rows -= m_groups.takeLast().rows;
        if (title.isEmpty())
            return;
        m_groups.append(
            {title,
             u"<tr><td colspan=\"2\" style=\"padding:8px 0 2px 0\"><b>%1</b></td></tr>"_s.arg(
                 title.toHtmlEscaped()),
             1});
        ++m_rows;
    }
    void add(const QString& keys, const QString& does)
    {
        if (keys.isEmpty() || does.isEmpty())
            return;
        m_groups.last().html +=
            u"<tr><td style=\"padding:1px 14px 1px 0\">%1</td><td style=\"padding:1px 0\">%2</td></tr>"_s
                .arg(keys.toHtmlEscaped(), does.toHtmlEscaped());
        ++m_groups.last().rows;
        ++m_rows;
    }
    void addMenu(const QString& title, const QMenu& menu)
    {
        group(title);
        addActions(menu);
    }
    void addActions(const QMenu& menu)
    {
        for (const QAction* action : menu.actions()) {
            m_seen.insert(action);
            if (const QMenu* below = action->menu())
                addActions(*below);
            else
                add(keysText(action->shortcuts()), plain(action->text()));
        }
    }

    QList<Group> m_groups;
    QSet<const QAction*> m_seen;
    qsizetype m_rows = 0;
};

} // namespace

void HelpDialogs::showKeyboard(QWidget* parent)
{
    showText(m_keyboard, parent, u"keyboardDialog"_s, Help::tr("Keyboard"),
             KeySheet(*parent).html());
}

} // namespace stanscope
