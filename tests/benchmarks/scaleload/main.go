// Many STAN clients on a few NATS connections, for bench_scale: subscribes, says how many
// subscriptions there are, then publishes as many messages a second as standard input asks for,
// line by line, until that ends.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/stan.go"
)

const (
	connections = 8
	// Of the members of a channel every eighth listens for itself, the others share a queue group.
	plainEvery = 8
	tick       = 10 * time.Millisecond
)

func channelName(number int) string { return fmt.Sprintf("scale.%d", number) }

func connect(cluster, id string, shared *nats.Conn) stan.Conn {
	client, err := stan.Connect(cluster, id, stan.NatsConn(shared), stan.ConnectWait(time.Minute))
	if err != nil {
		log.Fatalf("%s does not connect: %v", id, err)
	}
	return client
}

func main() {
	url := flag.String("url", stan.DefaultNatsURL, "of the broker, with its token")
	cluster := flag.String("cluster", "test-cluster", "id of the cluster")
	clients := flag.Int("clients", 2000, "how many clients")
	each := flag.Int("each", 4, "subscriptions of each client")
	channels := flag.Int("channels", 1000, "how many channels they share")
	flag.Parse()

	shared := make([]*nats.Conn, connections)
	for i := range shared {
		var err error
		if shared[i], err = nats.Connect(*url, nats.Timeout(time.Minute)); err != nil {
			log.Fatal(err)
		}
	}
	var received int64
	take := func(*stan.Msg) { atomic.AddInt64(&received, 1) }
	var working sync.WaitGroup
	for worker := 0; worker < connections; worker++ {
		working.Add(1)
		go func(worker int) {
			defer working.Done()
			for i := worker; i < *clients; i += connections {
				client := connect(*cluster, fmt.Sprintf("app-%d", i), shared[worker])
				for k := 0; k < *each; k++ {
					number := i*(*each) + k
					channel := channelName(number % *channels)
					var err error
					if number / *channels % plainEvery == 0 {
						_, err = client.Subscribe(channel, take)
					} else {
						_, err = client.QueueSubscribe(channel, "workers", take)
					}
					if err != nil {
						log.Fatalf("subscription %d: %v", number, err)
					}
				}
			}
		}(worker)
	}
	publisher := connect(*cluster, "publisher", shared[0])
	working.Wait()
	fmt.Printf("subscribed %d\n", *clients**each)

	var rate int64
	go publish(publisher, *channels, &rate)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		asked, err := strconv.ParseInt(strings.TrimSpace(lines.Text()), 10, 64)
		if err != nil {
			log.Fatal(err)
		}
		atomic.StoreInt64(&rate, asked)
		fmt.Printf("rate %d received %d\n", asked, atomic.LoadInt64(&received))
	}
}

func publish(publisher stan.Conn, channels int, rate *int64) {
	payload := []byte(strings.Repeat("x", 128))
	done := func(_ string, err error) {
		if err != nil {
			log.Fatalf("a publish failed: %v", err)
		}
	}
	owed := 0.0
	next := 0
	last := time.Now()
	for now := range time.Tick(tick) {
		owed += float64(atomic.LoadInt64(rate)) * now.Sub(last).Seconds()
		last = now
		for ; owed >= 1; owed-- {
			if _, err := publisher.PublishAsync(channelName(next%channels), payload, done); err != nil {
				log.Fatal(err)
			}
			next += 7 // neighbours have other clients
		}
	}
}
