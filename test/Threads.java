import java.util.concurrent.CountDownLatch;

/** For tests: two threads that wait for each other, or with "queue" some that wait for one lock. */
public class Threads {
  static final Object LEFT = new Object();
  static final Object RIGHT = new Object();
  static final Object ONE = new Object();

  static Thread take(String name, Object first, Object second, CountDownLatch both) {
    Thread thread = new Thread(() -> {
      synchronized (first) {
        both.countDown();
        try {
          both.await();
        } catch (InterruptedException stop) {
          return;
        }
        synchronized (second) {
          System.out.println("never");
        }
      }
    }, name);
    thread.start();
    return thread;
  }

  static void awaitBlocked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.BLOCKED) Thread.sleep(5);
  }

  public static void main(String[] words) throws InterruptedException {
    String mood = words.length > 0 ? words[0] : "calm";
    if (mood.equals("deadlock")) {
      CountDownLatch both = new CountDownLatch(2);
      Thread payments = take("payments", LEFT, RIGHT, both);
      Thread invoices = take("invoices", RIGHT, LEFT, both);
      awaitBlocked(payments);
      awaitBlocked(invoices);
    }
    synchronized (ONE) {
      for (int count = 0; mood.equals("queue") && count < 12; count += 1) {
        Thread waiter = new Thread(() -> {
          synchronized (ONE) {
            System.out.println("never");
          }
        }, "worker-" + count);
        waiter.setDaemon(true);
        waiter.start();
        awaitBlocked(waiter);
      }
      System.out.println("ready");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
