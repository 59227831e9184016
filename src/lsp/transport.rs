//! Messages over standard input and output.
//!
//! This takes the place of tower-lsp's own `Server`, which ends with the first message that is not JSON, works
//! on all messages in one task, and holds up every message while as many as it handles at once wait for the
//! client. Here a message that makes no sense gets an error and the next is read; a notification is done
//! before the next message is read; a request begins before the next message is read, so that it sees
//! the documents as they were, and then goes on by itself.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Instant;

use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};
use tower_service::Service;

use super::log::{Level, Log};

/// A message of more bytes is not taken.
const LONGEST: u64 = 1 << 30;

/// A header of more bytes is none.
const LONGEST_HEADER: u64 = 4096;

/// Serves until the client says `exit`, or is gone.
pub(super) async fn serve<S: LanguageServer + Send + Sync + 'static>(
    mut service: LspService<S>,
    socket: ClientSocket,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    log: Log,
) {
    let (mut requests, mut responses) = socket.split();
    let (sender, mut ready) = unbounded_channel::<Vec<u8>>();
    let writer = tokio::spawn(async move {
        let mut output = output;
        while let Some(message) = ready.recv().await {
            let mut sent = output.write_all(&message).await;
            // What waits already goes along.
            while let (Ok(()), Ok(more)) = (&sent, ready.try_recv()) {
                sent = output.write_all(&more).await;
            }
            if sent.is_err() || output.flush().await.is_err() {
                break;
            }
        }
    });
    let to_client = sender.clone();
    let asking = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            send(&to_client, &request);
        }
    });
    let mut input = BufReader::new(input);
    loop {
        let message = match read(&mut input).await {
            Ok(Some(message)) => message,
            Ok(None) => break,
            Err(problem) => {
                log.write(Level::Warn, "a message without a length that makes sense");
                send(&sender, &Response::from_error(Id::Null, problem));
                continue;
            }
        };
        let read = serde_json::from_slice::<Request>(&message);
        let is_syntax = read.as_ref().is_err_and(|e| !e.is_data());
        // The client's answers can be read as requests as well, without a method.
        let Some(request) = read.ok().filter(|r| !r.method().is_empty()) else {
            if let Ok(response) = serde_json::from_slice::<Response>(&message) {
                let _ = responses.send(response).await;
            } else {
                log.write(Level::Warn, "a message that is no request and no answer");
                let error = match is_syntax {
                    true => Error::parse_error(),
                    false => Error::invalid_request(),
                };
                send(&sender, &Response::from_error(Id::Null, error));
            }
            continue;
        };
        drop(message);
        let is_end = request.method() == "exit";
        let in_turn = request.id().is_none() || request.method() == "initialize";
        let told = Told {
            log: log.clone(),
            method: request.method().to_owned(),
            begun: Instant::now(),
        };
        let mut work = service.call(request);
        if in_turn {
            answer(&sender, work.await, &told);
        } else {
            let begun = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await;
            match begun {
                Poll::Ready(done) => answer(&sender, done, &told),
                Poll::Pending => {
                    let sender = sender.clone();
                    tokio::spawn(async move { answer(&sender, work.await, &told) });
                }
            }
        }
        if is_end {
            break;
        }
    }
    asking.abort();
    drop(sender);
    // Answers that are still worked on have nobody who reads them.
    let _ = tokio::time::timeout(super::server::HEARTBEAT, writer).await;
}

/// A message that is worked on, for the log.
struct Told {
    log: Log,
    method: String,
    begun: Instant,
}

fn answer<E>(sender: &UnboundedSender<Vec<u8>>, done: Result<Option<Response>, E>, told: &Told) {
    if let Ok(Some(response)) = done {
        send(sender, &response);
    }
    if let Some(message) = told.log.done(&told.method, told.begun.elapsed()) {
        let trace = Request::build("$/logTrace").params(serde_json::json!({"message": message}));
        send(sender, &trace.finish());
    }
}

fn send(sender: &UnboundedSender<Vec<u8>>, message: &impl Serialize) {
    let Ok(body) = serde_json::to_vec(message) else {
        return;
    };
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(&body);
    // Fails only when nobody reads any more.
    let _ = sender.send(frame);
}

/// The next message's bytes. None at the end of the input; an error if the header makes no sense, with
/// as much read as cannot be a message.
async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<Vec<u8>>, Error> {
    let mut length: Option<u64> = None;
    let mut any = false;
    loop {
        let mut line = Vec::new();
        let mut limited = (&mut *input).take(LONGEST_HEADER);
        match limited.read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => return Ok(None),
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line);
        // Behind a body that was longer or shorter than said, a header can begin within a line.
        let start = line.rfind("Content-Length:").unwrap_or(0);
        let line = line.get(start..).unwrap_or_default().trim_end();
        match line.split_once(':') {
            None if line.is_empty() && any => break,
            // Blank lines between messages are nothing.
            None if line.is_empty() => continue,
            None => return Err(Error::parse_error()),
            Some((key, value)) => {
                any = true;
                if key.eq_ignore_ascii_case("content-length") {
                    length = value.trim().parse().ok();
                }
            }
        }
    }
    match length {
        None => Err(Error::parse_error()),
        Some(length) if length > LONGEST => {
            let mut rest = (&mut *input).take(length);
            let skipped = tokio::io::copy(&mut rest, &mut tokio::io::sink()).await;
            skipped.map_or(Ok(None), |_| Err(Error::invalid_request()))
        }
        Some(length) => {
            let mut body = Vec::new();
            let whole = (&mut *input).take(length).read_to_end(&mut body).await;
            Ok(whole.is_ok_and(|n| n as u64 == length).then_some(body))
        }
    }
}
