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
    void largeOnesTakeTheRoomOfMany();
    void saysWhatGoes();
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
    QCOMPARE(copy.bytes(), map.bytes());
    copy.insert("c", 3);
    QVERIFY(!copy.find("a"));
    QCOMPARE(*map.find("a"), 1);
    QCOMPARE(map.makeRoom("d", 4), std::optional(1));
    QVERIFY(!map.makeRoom("d", 4));
    copy.clear();
    copy.insert("d", 4);
    QCOMPARE(copy.take("d"), std::optional(4));
    QCOMPARE(copy.size(), std::size_t(0));
    QCOMPARE(copy.bytes(), std::size_t(0));
}

void TestBoundedMap::largeOnesTakeTheRoomOfMany()
{
    BoundedMap<std::string> map(1000, 100);
    for (int i = 0; i < 10; ++i)
        map.insert(std::to_string(i), "123456789"); // 10 bytes each
    QCOMPARE(map.size(), std::size_t(10));
    QCOMPARE(map.bytes(), std::size_t(100));
    map.insert("x", std::string(34, 'x')); // 35 bytes: four go
    QCOMPARE(map.size(), std::size_t(7));
    QCOMPARE(map.bytes(), std::size_t(95));
    QVERIFY(!map.find("3") && map.find("4"));
    map.insert("4", "1"); // a known one may shrink
    QCOMPARE(map.bytes(), std::size_t(87));
    map.insert("y", std::string(500, 'y')); // never nothing at all
    QCOMPARE(map.size(), std::size_t(1));
    QVERIFY(map.take("y"));
    QCOMPARE(map.bytes(), std::size_t(0));
    BoundedMap<std::vector<std::string>> lists(10, 1000);
    lists.insert("a", {std::string(100, 'a'), std::string(100, 'b')});
    QVERIFY(lists.bytes() > 200);
}

void TestBoundedMap::saysWhatGoes()
{
    BoundedMap<std::string> map(3, 20);
    map.insert("a", "1234");
    map.insert("b", "1234");
    QVERIFY(!map.makeRoom("c", "1234"));
    QCOMPARE(map.makeRoom("c", std::string(14, 'c')), std::optional<std::string>("1234"));
    QVERIFY(!map.makeRoom("c", std::string(14, 'c')));
    map.insert("c", std::string(14, 'c'));
    int visited = 0;
    map.visitOldest([&](std::string& value) {
        value.clear();
        return ++visited < 1;
    });
    QCOMPARE(visited, 1);
    QCOMPARE(*map.find("b"), std::string());
    QCOMPARE(map.find("c")->size(), std::size_t(14));
}

QTEST_APPLESS_MAIN(TestBoundedMap)
#include "tst_boundedmap.moc"
