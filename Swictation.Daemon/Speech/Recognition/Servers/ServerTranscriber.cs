using System.Net.Http.Headers;
using System.Net.Sockets;
using Swictation.Daemon.Platform;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>
/// Has a server recognise each segment, by OpenAI's form of a transcription. What may pass soon (nobody listens, too many
/// requests, a failure of the server, a lost connection) is tried three times in all; the caller's token ends a server that
/// hangs or drips. No proxy is used and no redirection followed: speech goes where the user says and nowhere else.
/// </summary>
internal sealed class ServerTranscriber : ITranscriber
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    // Who wants to be left alone for longer gets the segment later: its audio is kept.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly ServerSpec _server;
    private readonly string? _key;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    private ServerTranscriber(ServerSpec server, ServerAddresses addresses, string? key, TimeProvider time)
    {
        _server = server;
        _key = key;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = (_, cancellationToken) => addresses.ConnectAsync(cancellationToken),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A server that does not run yet is no error: it may when there is speech.</summary>
    /// <param name="key">The key of the environment.</param>
    /// <param name="tls">As of <see cref="TlsLibrary.IsMissingFor"/>.</param>
    /// <exception cref="TranscriberException">
    /// The server is not allowed, its key cannot be read, or https needs a library that is missing.
    /// </exception>
    public static ServerTranscriber Open(
        ServerSpec server, bool allowsRemote, string? key, TimeProvider time, IEnumerable<string>? tls = null)
    {
        if (TlsLibrary.IsMissingFor(server.Url, tls))
            throw new TranscriberException(server.Name, $"needs libssl for https, which is missing; {TlsLibrary.Remedy}");
        var addresses = new ServerAddresses(server, allowsRemote);
        addresses.Check();
        return new(server, addresses, ServerKey.Read(server.KeyFile, key), time);
    }

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        var form = ServerForm.Of(_server, segment.Samples.Span);
        var attempt = 0;
        ServerAnswer? last = null;
        try
        {
            while (true)
            {
                last = await AskAsync(form, cancellationToken).ConfigureAwait(false);
                if (!last.MayPass || attempt == Waits.Length) return last.Result;

                var wait = last.RetryAfter ?? Waits[attempt];
                if (wait > LongestWait) return last.Result;

                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                attempt++;
            }
        }
        catch (OperationCanceledException)
        {
            // Also where the caller does not want it any more, and does not look at the result.
            return last?.Result ?? new TranscriptionResult.Failed($"{_server.Name} did not answer in time");
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ServerAnswer> AskAsync(ServerForm form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.Url)
        {
            Content = new ReadOnlyMemoryContent(form.Body)
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(form.ContentType) },
            },
        };
        if (_key is not null) request.Headers.Authorization = new("Bearer", _key);
        try
        {
            using var response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return await ServerReplies.ReadAsync(_server, response, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException cause)
        {
            return ServerAnswer.FailedForNow($"{_server.Name} cannot be reached ({cause.Message}); is it running?");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return ServerAnswer.Failed(
                $"{_server.Name}: there is no secure connection ({e.InnerException?.Message ?? e.Message}); a certificate has to be of that "
                + "name and by an issuer that this system trusts (update-ca-certificates adds one)");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return ServerAnswer.FailedForNow($"{_server.Name}: the connection failed ({e.InnerException?.Message ?? e.Message})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ServerAnswer.FailedForNow(
                $"{_server.Name} cannot be reached (nothing answers within {ConnectTimeout.TotalSeconds} s)");
        }
    }
}
