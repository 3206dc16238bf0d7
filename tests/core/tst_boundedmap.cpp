#include "core/util/boundedmap.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <random>

using namespace stanscope;

class TestBoundedMap : public QObject
{
    Q_OBJECT

private slots:
    void theOldestGoes();
    void worksAsAListWould();
    void canBeMoved();
    void canBeCopied();
};

void TestBoundedMap::theOldestGoes()
{
    BoundedMap<int> map(2);
    map.insert("a", 1);
    map.insert("b", 2);
    map.insert("a", 3); // keeps its age
    map.insert("c", 4);
    QCOMPARE(map.size(), std::size_t(2));
    QVERIFY(!map.find("a"));
    QCOMPARE(*map.find("b"), 2);
    QCOMPARE(map.take("c"), std::optional<int>(4));
    QVERIFY(!map.take("c"));
    map.insert("c", 5); // a new entry
    map.insert("d", 6);
    QVERIFY(!map.find("b"));
    QCOMPARE(*map.find("c"), 5);
}

void TestBoundedMap::worksAsAListWould()
{
    constexpr std::size_t limit = 16;
    BoundedMap<int> map(limit);
    std::deque<std::pair<std::string, int>> list; // oldest first
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const std::string key = "key" + std::to_string(random() % 40);
        const auto place = std::find_if(list.begin(), list.end(),
                                        [&](const auto& entry) { return entry.first == key; });
        const bool isThere = place != list.end();
        const auto value = isThere ? std::optional(place->second) : std::nullopt;
        switch (random() % 4) {
        case 0:
            QCOMPARE(map.take(key), value);
            if (isThere)
                list.erase(place);
            break;
        case 1:
            QCOMPARE(map.find(key) != nullptr, isThere);
            if (isThere)
                QCOMPARE(*map.find(key), *value);
            break;
        default:
            map.insert(key, i);
            if (isThere)
                place->second = i;
            else
                list.emplace_back(key, i);
            if (list.size() > limit)
                list.pop_front();
        }
        QCOMPARE(map.size(), list.size());
    }
}

void TestBoundedMap::canBeMoved()
{
    BoundedMap<int> map(2);
    map.insert("a", 1);
    map.insert("b", 2);
    BoundedMap<int> moved(2);
    moved = std::move(map);
    moved.insert("c", 3);
    QVERIFY(!moved.find("a"));
    QCOMPARE(*moved.find("b"), 2);
    QCOMPARE(*moved.find("c"), 3);
}

void TestBoundedMap::canBeCopied()
{
    BoundedMap<int> map(2);
    map.insert("a", 1);
    map.insert("b", 2);
    BoundedMap<int> copy(map);
    QVERIFY(copy.isFull());
    copy.insert("c", 3);
    QVERIFY(!copy.find("a"));
    QCOMPARE(*map.find("a"), 1);
    QCOMPARE(map.takeOldest(), 1);
    QCOMPARE(map.takeOldest(), 2);
    copy.clear();
    copy.insert("d", 4);
    QCOMPARE(copy.takeOldest(), 4);
    QCOMPARE(copy.size(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestBoundedMap)
#include "tst_boundedmap.moc"
