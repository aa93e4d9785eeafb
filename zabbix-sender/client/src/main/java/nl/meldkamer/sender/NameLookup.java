package nl.meldkamer.sender;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Looks names up on threads of its own, because the JDK sets a lookup no limit and none can be broken off. One that is
 * given up goes on until the system's resolver ends it; while {@link #MOST} do, further names are not looked up.
 */
final class NameLookup {

    /** Bound on the lookups under way in the whole process. */
    static final int MOST = 8;

    static final NameLookup OF_SYSTEM = new NameLookup(InetAddress::getAllByName);

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

    private final Resolver resolver;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), NameLookup::thread);

    /** What answers, in whatever time. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    NameLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /** @throws UnknownHostException with the reason, also when the answer does not come before the deadline */
    InetAddress[] lookUp(String host, Deadline deadline) throws UnknownHostException {
        try {
            if (LITERAL.matcher(host).matches()) return resolver.resolve(host);
            Future<InetAddress[]> lookup = threads.submit(() -> resolver.resolve(host));
            return lookup.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (UnknownHostException | ExecutionException e) {
            throw new UnknownHostException("the name cannot be resolved");
        } catch (TimeoutException | SocketTimeoutException e) {
            throw new UnknownHostException("the name was not resolved within the time limit");
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException("the name was not looked up: " + MOST + " other lookups have no answer yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("the thread was interrupted");
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "name-lookup");
        thread.setDaemon(true);
        return thread;
    }
}
