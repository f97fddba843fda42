// What went wrong, and the way out.
export const errorWords = {
  'Give read permission to the folder.': 'フォルダーに読み取り権限を与えてください。',
  'What is there can be read; to change it, give write permission to the folder.':
    '今あるものは読めます。変更するには、フォルダーに書き込み権限を与えてください。',
  'Check the name of the bucket, or make it; Vitrine makes no buckets.':
    'バケット名を確認するか、バケットを作成してください。Vitrine はバケットを作成しません。',
  'Set s3_region to the region of the bucket.': 's3_region をバケットのリージョンに設定してください。',
  'Set s3_region to {region}.': 's3_region を {region} に設定してください。',
  'Check the network and the endpoint, and try again.': 'ネットワークとエンドポイントを確認して、再試行してください。',
  'Check the endpoint and the network.': 'エンドポイントとネットワークを確認してください。',
  'Set the clock of this machine.': 'このマシンの時計を合わせてください。',
  'No credentials for this store were found.': 'このストアの認証情報が見つかりません。',
  'The credentials for this store cannot be read.': 'このストアの認証情報を読み取れません。',
  'The file that GOOGLE_APPLICATION_CREDENTIALS names is no key file, or its key is damaged; download it again, or sign in anew ("gcloud auth application-default login").':
    'GOOGLE_APPLICATION_CREDENTIALS が指すファイルは鍵ファイルではないか、鍵が壊れています。ダウンロードし直すか、もう一度サインインしてください（"gcloud auth application-default login"）。',
  'The store does not know the access key.': 'ストアがこのアクセスキーを知りません。',
  'The secret does not fit the access key.': 'シークレットがアクセスキーと合いません。',
  'The credentials have expired.': '認証情報の期限が切れています。',
  'The credentials are good but have too few rights.': '認証情報は有効ですが、権限が足りません。',
  'Sign in with the cloud’s own tools ("aws configure", "gcloud auth application-default login"), or set their environment variables.':
    'クラウドのツール("aws configure"、"gcloud auth application-default login")でサインインするか、環境変数を設定してください。',
  'Check which profile or environment variables are in force, and whether the key is of this service.':
    'どのプロファイルや環境変数が有効か、キーがこのサービスのものかを確認してください。',
  'Copy the secret again; it goes with exactly one access key.':
    'シークレットをもう一度コピーしてください。アクセスキーごとに 1 つだけ対応します。',
  'Sign in again.': 'もう一度サインインしてください。',
  'Give them the right to read objects (s3:GetObject, storage.objects.get).':
    'オブジェクトを読む権限(s3:GetObject、storage.objects.get)を与えてください。',
  'Give them the right to list the bucket (s3:ListBucket, storage.objects.list).':
    'バケットを一覧する権限(s3:ListBucket、storage.objects.list)を与えてください。',
  'What is there can be read; to change it, give them the rights to write and delete objects (s3:PutObject and s3:DeleteObject, storage.objects.create and delete).':
    '今あるものは読めます。変更するには、オブジェクトを書き込み・削除する権限(s3:PutObject と s3:DeleteObject、storage.objects.create と delete)を与えてください。',
  'No artifact is known by {uri}.': '{uri} の成果物はありません。',
  'It may be in the trash, or the store may need "vitrine reindex".': 'ごみ箱にあるか、"vitrine reindex" が必要かもしれません。',
  'The stored content of {uri} is damaged: {reason}.': '{uri} の保存内容が破損しています: {reason}。',
  'Upload it again, or read the bytes as they lie with --no-verify.':
    'もう一度アップロードするか、--no-verify でそのままのバイト列を読んでください。',
  '{uri} exists already.': '{uri} はすでにあります。',
  'Delete it first, or restore under another name.': '先に削除するか、別の名前で復元してください。',
  'Version {version} of {name} was deleted, and its number is not used again.':
    '{name} のバージョン {version} は削除済みで、その番号は再利用されません。',
  'Restore it from the trash, or upload as another version.': 'ごみ箱から復元するか、別のバージョンとしてアップロードしてください。',
  'Attempt {version} of {specName}/{taskId} changed since it was looked at: {names}. No verdict was written.':
    '{specName}/{taskId} の試行 {version} は、見た後に変わりました: {names}。判定は記録されていません。',
  'Look at what is new, and decide again.': '新しい内容を確認して、もう一度判定してください。',
  'Attempt {version} of {specName}/{taskId} has no such verdict to take back.':
    '{specName}/{taskId} の試行 {version} に、取り消せる判定はありません。',
  '"vitrine verdict show" tells what was decided on it.': '"vitrine verdict show" で判定の内容が分かります。',
  'The record file {key} cannot be read: {reason}.': 'レコードファイル {key} が読めません: {reason}。',
  'Its task is shown without it; repair or remove the file, then run "vitrine reindex".':
    'タスクはこれを除いて表示されます。ファイルを修復または削除してから、"vitrine reindex" を実行してください。',
  '{value} cannot be used as {field}: {reason}.': '{value} は{field}として使えません: {reason}。',
  'Choose another {field}.': '別の{field}を選んでください。',
  'The disk that holds the store is full. Nothing was written.': 'ストアのあるディスクがいっぱいです。何も書き込まれていません。',
  "The store's quota is reached. Nothing was written.": 'ストアの上限に達しました。何も書き込まれていません。',
  "The store's quota is reached. Nothing was written ({needed} needed, {free} left).":
    'ストアの上限に達しました。何も書き込まれていません(必要 {needed}、残り {free})。',
  'Clean up, purge the trash, or raise storage_quota.max_size_gb.':
    'クリーンアップするか、ごみ箱を空にするか、storage_quota.max_size_gb を増やしてください。',
  '{lock} is being written by {owner}; it did not finish within {seconds} s.':
    '{lock} は {owner} が書き込み中で、{seconds} 秒以内に終わりませんでした。',
  'Try again when that process is done.': 'そのプロセスが終わってから再試行してください。',
  'The store {uri} cannot be reached: {reason}.': 'ストア {uri} に接続できません: {reason}。',
  'The store {uri} cannot be opened: {reason}.': 'ストア {uri} を開けません: {reason}。',
  'Check the path, or choose another store.': 'パスを確認するか、別のストアを選んでください。',
  'Vitrine may not {operation} {path}.': 'Vitrine に {path} への操作({operation})が許可されていません。',
  '{key} has format {format}; this Vitrine understands up to {understood}.':
    '{key} の形式は {format} です。この Vitrine が扱えるのは {understood} までです。',
  'Update Vitrine.': 'Vitrine を更新してください。',
  'A {scheme} store cannot {operation}.': '{scheme} のストアでは {operation} ができません。',
  'Use a store that can.': '対応しているストアを使ってください。',
  'The upload was cancelled. Nothing was stored.': 'アップロードを中止しました。何も保存されていません。',
  'Upload again.': 'もう一度アップロードしてください。',
  'The bytes that arrived have checksum {actual}, not {expected}. Nothing was stored.':
    '届いた内容のチェックサムは {actual} で、{expected} ではありません。何も保存されていません。',
  'Upload again; if it repeats, the file changed on its way.':
    'もう一度アップロードしてください。繰り返す場合は、転送中にファイルが変わっています。',
  '{path}, line {line}: {reason}.': '{path} の {line} 行目: {reason}。',
  'Correct that line.': 'その行を直してください。',
  '{path} cannot be read: {reason}.': '{path} が読めません: {reason}。',
  'Check the path and its permissions.': 'パスと権限を確認してください。',
  'No session is known by {sessionId}.': 'セッション {sessionId} はありません。',
  '"vitrine session list" shows those that are.': '"vitrine session list" でセッションの一覧が分かります。',
  'The session {sessionId} exists already: {reason}.': 'セッション {sessionId} はすでにあります: {reason}。',
  'Use another id.': '別の ID を使ってください。',
  'There is no {path}.': '{path} はありません。',
  'It may have been moved or deleted.': '移動または削除されたのかもしれません。',
  '{path} exists already.': '{path} はすでにあります。',
  'Choose another name, or delete it first.': '別の名前を選ぶか、先に削除してください。',
  '{path} was changed by someone else meanwhile. Nothing was written.': '{path} はその間にほかで変更されました。何も書き込まれていません。',
  'Read it again, and make your change there.': 'もう一度読み込んで、そこに変更を加えてください。',
  '{paths} could not be saved.': '{paths} を保存できませんでした。',
  'Choose another store in its dialog to leave them: they are kept on this machine, and come back when this store is opened again.':
    '離れるには、ストアのダイアログで別のストアを選んでください。このマシンに残り、このストアを再び開くと戻ります。',
  'Cannot write to read-only directory: {path}.': '読み取り専用のディレクトリには書き込めません: {path}。',
  'Write elsewhere.': '別の場所に書き込んでください。',
  'The request is not valid: {reason}.': 'リクエストが正しくありません: {reason}。',
  'Correct it and try again.': '直してから再試行してください。',
  'The search has a filter that cannot be read: {word}, at character {at}.': '検索に読めない絞り込みがあります: {at} 文字目の {word}。',
  'It can be {allowed}.': '使えるのは {allowed} です。',
  'It is written as {allowed}.': '{allowed} のように書きます。',
  'Vitrine failed: {reason}.': 'Vitrine でエラーが起きました: {reason}。',
  'it does not answer; it may have been stopped': '応答がありません。停止したのかもしれません',
  'it answered {status} without saying why': '理由なしに {status} が返されました',
  'the connection broke before the end of the content': '内容の途中で接続が切れました',
  'the content could not be fetched': '内容を取得できませんでした',
  'the content was answered with status {status} and no reason': '理由なしに状態 {status} が返されました',
  'the pattern takes too long; make it simpler': 'パターンに時間がかかりすぎます。簡単にしてください',
  'the content was not given in parts': '内容が分割して返されませんでした',
  'the content ended before it was complete': '内容が途中で終わりました',
  'this window is no longer signed in; open its link again': 'このウィンドウのサインインは無効です。リンクを開き直してください',
  '{code} without its details': '{code}(詳細なし)',
  'the worker could not be started': 'ワーカーを起動できませんでした',
  'Try again; if it repeats, please report it.': '再試行してください。繰り返す場合は報告してください。',
}
