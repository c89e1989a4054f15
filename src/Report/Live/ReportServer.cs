using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kiln.Report.Live;

/// <summary>Serves a page to browsers on this machine while it grows.</summary>
/// <remarks>It listens on the loopback address alone, answers GET and HEAD, and refuses a request that names another host: a page of the web which a browser on this machine shows could
/// otherwise reach it under a name of its own.</remarks>
public sealed class ReportServer : IDisposable
{
    /// <summary>A browser that asked within this time is still there, and gets as long to fetch the last state before the server ends: pages ask every second, on a busy machine less often.</summary>
    private static readonly TimeSpan StillThere = TimeSpan.FromSeconds(4), Look = TimeSpan.FromMilliseconds(20);

    private const int Tries = 20;

    private readonly ReportPage page;
    private readonly HttpListener listener;
    private readonly int port;
    private readonly Task serving;
    private (long Version, byte[] Content)? written;
    private long lastRequest;
    private long versionServed = -1;
    private int requests;

    private ReportServer(ReportPage page, HttpListener listener, int port)
    {
        (this.page, this.listener, this.port) = (page, listener, port);
        serving = Task.Run(Serve);
    }

    /// <summary>Where the page is: <c>http://127.0.0.1:5000/</c>.</summary>
    public string Address => AddressOf(port);

    /// <summary>How often the page was asked for.</summary>
    internal int Requests => Volatile.Read(ref requests);

    /// <summary>Begins to serve a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="port">0 for one that is free.</param>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public static ReportServer Start(ReportPage page, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(page);
        for (int attempt = 1; ; attempt++)
        {
            int tried = port == 0 ? FreePort() : port;
            HttpListener listener = new();
            listener.Prefixes.Add(AddressOf(tried));
            try
            {
                listener.Start();
                return new ReportServer(page, listener, tried);
            }
            catch (HttpListenerException e)
            {
                // Between its choice and its use another program may have taken a free port.
                listener.Close();
                if (port != 0 || attempt == Tries)
                    throw new IOException($"the page cannot be served on port {tried}: {e.Message}");
            }
        }
    }

    /// <summary>Ends. If a browser was there a moment ago, it gets the last state first.</summary>
    public void Dispose()
    {
        long start = Stopwatch.GetTimestamp(), last = Interlocked.Read(ref lastRequest);
        bool someoneIsThere = last != 0 && Stopwatch.GetElapsedTime(last) < StillThere;
        while (someoneIsThere && Interlocked.Read(ref versionServed) != page.Version && Stopwatch.GetElapsedTime(start) < StillThere)
            Thread.Sleep(Look);

        listener.Close();
        serving.Wait();
    }

    private static string AddressOf(int port) => string.Create(CultureInfo.InvariantCulture, $"http://{IPAddress.Loopback}:{port}/");

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                using (context.Response)
                    Answer(context.Request, context.Response);
            }
            catch (Exception e) when (e is ObjectDisposedException or HttpListenerException or InvalidOperationException or IOException)
            {
                // A browser that went away is nothing to the next one.
                if (!listener.IsListening)
                    return;
            }
        }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse response)
    {
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Frame-Options"] = "DENY";
        response.Headers["Cache-Control"] = "no-store";
        if (request.UserHostName != new Uri(Address).Authority)
        {
            Say(request, response, HttpStatusCode.Forbidden, $"This server answers to {Address} only.");
            return;
        }

        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            response.Headers["Allow"] = "GET, HEAD";
            Say(request, response, HttpStatusCode.MethodNotAllowed, "This page can only be read.");
            return;
        }

        if (request.Url?.AbsolutePath != "/")
        {
            Say(request, response, HttpStatusCode.NotFound, $"There is one page here: {Address}");
            return;
        }

        Interlocked.Exchange(ref lastRequest, Stopwatch.GetTimestamp());
        (long version, byte[] content) = Written();
        if (request.QueryString["after"] == version.ToString(CultureInfo.InvariantCulture))
        {
            response.StatusCode = (int)HttpStatusCode.NoContent;
        }
        else
        {
            response.ContentType = "text/html; charset=utf-8";
            Send(request, response, content);
        }

        Interlocked.Exchange(ref versionServed, version);
        Interlocked.Increment(ref requests);
    }

    /// <summary>The page, which is written anew only if it has changed.</summary>
    private (long Version, byte[] Content) Written()
    {
        if (written is not { } before || before.Version != page.Version)
        {
            // Read first: a change during the writing makes another version.
            long version = page.Version;
            before = (version, Encoding.UTF8.GetBytes(page.ToHtml(version)));
            written = before;
        }

        return before;
    }

    private static void Say(HttpListenerRequest request, HttpListenerResponse response, HttpStatusCode status, string text)
    {
        response.StatusCode = (int)status;
        response.ContentType = "text/plain; charset=utf-8";
        Send(request, response, Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static void Send(HttpListenerRequest request, HttpListenerResponse response, byte[] content)
    {
        response.ContentLength64 = content.Length;
        if (request.HttpMethod != "HEAD")
            response.OutputStream.Write(content);
    }
}
