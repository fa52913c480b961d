//! What comes apart, what is refused, what is never kept.

use axum::body::Body;
use proptest::prelude::*;

use super::*;

const SMALL: UploadLimits = UploadLimits { file: 1024 * 1024, total: 2 * 1024 * 1024, files: 2 };

fn request(parts: &[(&str, &[u8])]) -> Request {
    let mut body = Vec::new();
    for (disposition, bytes) in parts {
        body.extend_from_slice(
            format!("--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    raw("multipart/form-data; boundary=b", &body)
}

fn raw(kind: &str, body: &[u8]) -> Request {
    let frames: Vec<_> = body.chunks(16 * 1024).map(|frame| Ok::<_, io::Error>(frame.to_vec())).collect();
    let body = Body::from_stream(futures::stream::iter(frames));
    Request::builder().header("content-type", kind).body(body).unwrap()
}

fn read(request: Request, limits: UploadLimits) -> Result<Upload> {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(Upload::read(request, limits))
}

fn wrongs(upload: &Upload) -> String {
    format!("{:?}", upload.form.state(&[]).errors)
}

#[test]
fn fields_and_files_come_apart_and_an_empty_choice_is_no_file() {
    let upload = read(
        request(&[
            (r#"name="brand""#, "#зелёный".as_bytes()),
            (r#"name="logo"; filename="C:\\fakepath\\..\\лого.png""#, b"\x89PNG"),
            (r#"name="other"; filename="""#, b""),
        ]),
        SMALL,
    )
    .unwrap();
    assert!(upload.form.is_good());
    assert_eq!(upload.form.get("brand"), "#зелёный");
    let logo = upload.file("logo").unwrap();
    assert_eq!((logo.name.as_str(), &logo.bytes[..]), ("лого.png", &b"\x89PNG"[..]));
    assert_eq!(upload.files.len(), 1);
}

#[test]
fn what_is_too_big_is_named_with_its_size_and_never_kept() {
    let one = vec![0; 1024 * 1024];
    let upload = read(
        request(&[
            (r#"name="a"; filename="a.csv""#, &[&one[..], &[1]].concat()),
            (r#"name="note""#, b"kept"),
        ]),
        SMALL,
    )
    .unwrap();
    assert!(upload.files.is_empty() && wrongs(&upload).contains("kit-upload-file-big"));
    assert!(wrongs(&upload).contains("1.1"), "{}", wrongs(&upload));
    assert_eq!(upload.form.get("note"), "kept");

    let file = (r#"name="a"; filename="a.csv""#, &one[..]);
    let upload = read(request(&[file, file, file]), SMALL).unwrap();
    assert!(wrongs(&upload).contains("kit-upload-all-big"), "{}", wrongs(&upload));
    let small = (r#"name="a"; filename="a.csv""#, &one[..10]);
    let upload = read(request(&[small, small, small]), SMALL).unwrap();
    assert!(wrongs(&upload).contains("kit-upload-many") && upload.files.len() == 2);

    let alone = UploadLimits { file: 512 * 1024, total: 600 * 1024, files: 1 };
    let upload = read(request(&[(r#"name="a"; filename="a""#, &vec![0; 7 * 1024 * 1024])]), alone).unwrap();
    assert!(wrongs(&upload).contains("Number(7)") && wrongs(&upload).contains("0.5"), "{}", wrongs(&upload));
    let upload = read(request(&[(r#"name="a""#, &vec![0; 7 * 1024 * 1024])]), alone).unwrap();
    assert!(wrongs(&upload).contains("kit-upload-all-big"), "{}", wrongs(&upload));
}

#[test]
fn what_is_no_form_with_files_is_refused() {
    let cut = b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf".to_vec();
    for (kind, body) in [
        ("application/x-www-form-urlencoded", b"a=1".to_vec()),
        ("multipart/form-data", b"--b--".to_vec()),
        ("multipart/form-data; boundary=b", cut),
        ("multipart/form-data; boundary=b", vec![b'x'; 200_000]),
    ] {
        assert!(matches!(read(raw(kind, &body), SMALL), Err(Error::Refused(_))), "{kind}");
    }
    let endless = b"--b\r\nContent-Disposition: form-data; x=".to_vec();
    let frames =
        futures::stream::iter(std::iter::once(endless).chain(std::iter::repeat_n(vec![b'x'; 1024], 70_000)));
    let body = Body::from_stream(frames.map(Ok::<_, io::Error>));
    let request_of = Request::builder().header("content-type", "multipart/form-data; boundary=b");
    assert!(matches!(read(request_of.body(body).unwrap(), SMALL), Err(Error::Refused(_))));
    let many: Vec<(&str, &[u8])> = vec![(r#"name="a""#, b"1"); PARTS + 1];
    assert!(matches!(read(request(&many), SMALL), Err(Error::Refused(_))));
}

#[test]
fn names_of_files_are_shown_without_tricks() {
    for (name, expected) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.xlsx", "b.xlsx"),
        ("a\r\nb\0.png", "ab.png"),
        ("gnp.\u{202e}exe", "gnp.exe"),
        ("///", "?"),
        ("прайс «осень».csv", "прайс «осень».csv"),
    ] {
        assert_eq!(shown(name), expected);
    }
    assert_eq!(shown(&"ж".repeat(500)).chars().count(), LONGEST_NAME);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..2_000), kind in ".{0,40}") {
        let framed = [b"--b\r\nContent-Disposition: ", &body[..]].concat();
        let _ = read(raw("multipart/form-data; boundary=b", &framed), SMALL);
        if kind.bytes().all(|b| (0x20..0x7f).contains(&b)) {
            let _ = read(raw(&kind, &body), SMALL);
        }
    }
}
