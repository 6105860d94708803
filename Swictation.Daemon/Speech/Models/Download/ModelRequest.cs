using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Swictation.Daemon.Platform;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>Asks a server for a file, or for the rest of it, through its redirections.</summary>
internal sealed class ModelRequest(HttpMessageInvoker http, DownloadLimits limits, TimeProvider time)
{
    private const int FirstServerError = 500;

    /// <summary>The reply, whose body is not read yet: the whole file (200), its rest (206), or nothing behind what is here (416).</summary>
    /// <param name="from">Bytes that are here already.</param>
    /// <param name="tag">The server's tag of the file that they are of; null if it had none.</param>
    /// <exception cref="BrokenOffException">There is none now.</exception>
    /// <exception cref="ModelException">There will be none.</exception>
    public async Task<HttpResponseMessage> SendAsync(Uri address, long from, string? tag, CancellationToken cancellationToken)
    {
        for (var redirections = 0; redirections <= limits.Redirections; redirections++)
        {
            ThrowIfNoTls(address);
            var response = await SendOnceAsync(address, from, tag, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent
                or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return response;
            }

            using (response) address = Next(address, response);
        }

        throw new ModelException(address.ToString(), "leads from one address to the next without an end; give another --from");
    }

    /// <inheritdoc cref="TlsLibrary.IsMissingFor"/>
    /// <exception cref="ModelException">The address needs the library, and it is missing.</exception>
    internal static void ThrowIfNoTls(Uri address, IEnumerable<string>? names = null)
    {
        if (!TlsLibrary.IsMissingFor(address, names)) return;
        throw new ModelException(
            address.ToString(),
            $"an https address needs libssl, which is missing; {TlsLibrary.Remedy} — or get the file another way, and have it "
                + "added: swictation-daemon models add FILE");
    }

    private static Uri Next(Uri address, HttpResponseMessage response)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();
        if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
        {
            var next = new Uri(address, location);
            if (next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && address.Scheme == Uri.UriSchemeHttp))
                return next;
            throw new ModelException(address.ToString(), $"leads to {next}, which is not as safe; give another --from");
        }

        if ((int)response.StatusCode >= FirstServerError
            || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
        {
            throw new BrokenOffException($"{address.Host} says {status}");
        }

        throw new ModelException(address.ToString(), $"the server says {status}; check the address, or give another --from");
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        Uri address, long from, string? tag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new("swictation", ProductVersion.Current));
        if (from > 0)
        {
            request.Headers.Range = new(from, to: null);
            if (tag is not null && EntityTagHeaderValue.TryParse(tag, out var known)) request.Headers.IfRange = new(known);
        }

        using var late = new CancellationTokenSource(limits.Stall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await http.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenOffException($"{address.Host} does not answer");
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException refused)
        {
            throw new ModelException(
                address.ToString(),
                $"its certificate is not trusted ({refused.Message}); install ca-certificates, or give another --from");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.NameResolutionError)
        {
            throw new ModelException(
                address.ToString(), $"there is no {address.Host}, or this machine has no network; give another --from");
        }
        catch (HttpRequestException e)
        {
            throw new BrokenOffException(e.Message);
        }
    }
}
