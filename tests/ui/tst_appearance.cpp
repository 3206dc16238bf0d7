#include "ui/mainwindow/appearance.h"
#include "ui/mainwindow/twinwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

using namespace stanscope;

/// All windows look alike.
class TestAppearance : public QObject
{
    Q_OBJECT

private slots:
    void whatOneChangesAllHave();
    void aSecondWindowLeavesItAsItIs();
};

void TestAppearance::whatOneChangesAllHave()
{
    Appearance first;
    first.setChoice(ThemeChoice::Dark);
    Appearance second;
    QCOMPARE(second.choice(), ThemeChoice::Dark);
    QSignalSpy told(&first, &Appearance::changed);
    second.setChoice(ThemeChoice::Light);
    second.setScale(1.5);
    QCOMPARE(told.size(), 2);
    QCOMPARE(first.choice(), ThemeChoice::Light);
    QCOMPARE(first.scale(), 1.5);
}

void TestAppearance::aSecondWindowLeavesItAsItIs()
{
    Appearance first;
    first.setChoice(ThemeChoice::Dark);
    const QColor dark = QApplication::palette().color(QPalette::Window);
    QCOMPARE(dark, paletteOf(darkTheme()).color(QPalette::Window));
    {
        const TwinWindow twin(QStringLiteral("Bank 1"), {Handler::Naive, Handler::Ordered});
        QCOMPARE(QApplication::palette().color(QPalette::Window), dark);
    }
    QCOMPARE(QApplication::palette().color(QPalette::Window), dark);
    QCOMPARE(first.choice(), ThemeChoice::Dark);
}

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
